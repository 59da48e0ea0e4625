import type { Course } from '../core/course.ts';
import { localDate } from '../core/daily-question/zone.ts';
import type { Section } from '../core/lesson.ts';
import { planToday, readingMinutes, type TodayPlan } from '../core/practice/today.ts';
import type { Question } from '../core/question.ts';
import type { Practice } from './practice.ts';
import type { Plan, Reviews } from './reviews.ts';

/** Without a plan. */
export const DEFAULT_MINUTES_PER_DAY = 20;
/** More answers than anybody gives in a day. */
const MAX_ANSWERS = 200;
const DEFAULT_ZONE = 'UTC';

export interface SectionRef {
  lessonId: string;
  section: Section;
  minutes: number;
}

interface TodayDeps {
  course: Course;
  practice: Practice;
  reviews: Reviews;
  /** What was read: ids as `lesson/section`, ever and today. Without it, sections have no part in the day. */
  reading?: { read(person: string): Promise<{ ever: string[]; today: string[] }> };
  /** The person's time zone, where it is known. */
  zoneOf: (person: string) => Promise<string | undefined>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

export interface Day extends TodayPlan {
  /** The interview and the minutes, where the person said so. */
  plan: Plan | undefined;
  minutes: number;
  answersToday: number;
  nextSection: SectionRef | undefined;
}

export type Step =
  | { kind: 'review' | 'fresh'; question: Question; day: Day }
  | { kind: 'section'; section: SectionRef; day: Day }
  | { kind: 'done'; day: Day };

/** What a person's day holds, and what comes next in it. */
export interface Today {
  look(person: string): Promise<Day>;
  /** The next step; a question is put in front of the person. */
  continue(person: string): Promise<Step>;
}

export function createToday(deps: TodayDeps): Today {
  const { course, practice, reviews } = deps;
  const look = async (person: string): Promise<Day & { fresh: number; known: Known }> => {
    const [plan, due, known, answersToday] = await Promise.all([
      reviews.plan(person),
      reviews.due(person),
      knownTo(deps, person),
      countAnswersToday(deps, person),
    ]);
    const minutes = plan?.minutesPerDay ?? DEFAULT_MINUTES_PER_DAY;
    const nextSection = known.nextSection;
    const facts = {
      minutes,
      answersToday,
      minutesRead: known.minutesRead,
      due: due.filter(({ questionId }) => course.question(questionId)).length,
      sectionMinutes: nextSection?.minutes,
      fresh: known.fresh.length,
    };
    return { ...planToday(facts), plan, minutes, answersToday, nextSection, known };
  };

  return {
    look,
    async continue(person) {
      const day = await look(person);
      if (day.next === 'section' && day.nextSection) return { kind: 'section', section: day.nextSection, day };
      if (day.next === 'review') {
        const due = await practice.review(person, 'today');
        if (due) return { kind: 'review', question: due.question, day };
      }
      const [question] = day.known.fresh;
      if (day.next === 'done' || !question) return { kind: 'done', day };
      await practice.open(person, question, {}, 'today');
      return { kind: 'fresh', question, day };
    },
  };
}

interface Known {
  nextSection: SectionRef | undefined;
  minutesRead: number;
  /** Never answered, those first whose section was read. */
  fresh: Question[];
}

async function knownTo({ course, reviews, reading }: TodayDeps, person: string): Promise<Known> {
  const [cards, read] = await Promise.all([reviews.all(person), reading?.read(person)]);
  const answered = new Set(cards.map(({ questionId }) => questionId));
  const ever = new Set(read?.ever);
  const isTaught = ({ lessonId, see }: Question): boolean => ever.has(`${lessonId}/${see}`);
  const fresh = course.questions().filter(({ id }) => !answered.has(id));
  const sections = course.lessons.flatMap((lesson) =>
    lesson.sections.map((section) => ({ lessonId: lesson.id, section, minutes: readingMinutes(section) })),
  );
  const idOf = ({ lessonId, section }: SectionRef): string => `${lessonId}/${section.id}`;
  const readToday = sections.filter((section) => read?.today.includes(idOf(section)));
  return {
    nextSection: read && readToday.length === 0 ? sections.find((section) => !ever.has(idOf(section))) : undefined,
    minutesRead: readToday.reduce((sum, { minutes }) => sum + minutes, 0),
    fresh: [...fresh.filter(isTaught), ...fresh.filter((question) => !isTaught(question))],
  };
}

async function countAnswersToday({ practice, zoneOf, now }: TodayDeps, person: string): Promise<number> {
  const [zone = DEFAULT_ZONE, { attempts }] = await Promise.all([
    zoneOf(person),
    practice.history(person, MAX_ANSWERS),
  ]);
  const today = localDate(zone, now());
  return attempts.filter(({ at }) => localDate(zone, Date.parse(at)) === today).length;
}
