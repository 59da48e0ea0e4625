import type { Course } from '../core/course.ts';
import { localDate } from '../core/daily-question/zone.ts';
import { answersOfWeek, type Diary } from '../core/progress/diary.ts';
import type { Progress } from '../core/progress/progress.ts';
import { defaultSettings, type ProgressSettings, progressSettingsSchema } from '../core/progress/sharing.ts';
import { streakOn } from '../core/progress/streak.ts';
import { standingsOf } from '../core/progress/topics.ts';
import type { Zones } from '../people/zones.ts';
import type { Practice } from '../practice/practice.ts';
import type { Reviews } from '../practice/reviews.ts';
import type { Store, TableDefinition } from '../store/table.ts';
import type { Diaries } from './diaries.ts';
import type { LessonReading, Reading } from './reading.ts';

const settingsTable: TableDefinition<ProgressSettings> = {
  name: 'progress-settings',
  version: 1,
  schema: progressSettingsSchema,
  personOf: ({ person }) => person,
};

/** How many of the latest answers the curve looks at. */
const MAX_ATTEMPTS = 100;

interface ProgressDeps {
  course: Course;
  store: Store;
  diaries: Diaries;
  reading: Reading;
  practice: Practice;
  reviews: Reviews;
  zones: Zones;
}

/** Everything known of where a learner stands, and what others may see of it. */
export interface ProgressBook {
  of(person: string): Promise<Progress>;
  settings(person: string): Promise<ProgressSettings>;
  change(person: string, part: Partial<Omit<ProgressSettings, 'person'>>): Promise<void>;
}

export function createProgressBook(deps: ProgressDeps): ProgressBook {
  const { course, diaries, reading, reviews } = deps;
  const table = deps.store.table(settingsTable);
  const settings = async (person: string) => (await table.get(person)) ?? defaultSettings(person);
  return {
    settings,
    async change(person, part) {
      await table.update(person, (current) => ({ ...(current ?? defaultSettings(person)), ...part }));
    },
    async of(person) {
      const [today, diary, read, marks, cards, due, { streaks }] = await Promise.all([
        diaries.today(person),
        diaries.of(person),
        reading.of(person),
        marksOf(deps, person),
        reviews.all(person),
        reviews.due(person),
        settings(person),
      ]);
      const scores = new Map(cards.map(({ questionId, score }) => [questionId, score]));
      return {
        today,
        ...(streaks ? { streak: streakOn(diary.streak, today) } : {}),
        activity: activityOf(diary, today),
        reading: read.flatMap((lesson) => lessonRead(course, lesson)),
        marks,
        topics: standingsOf(course, scores),
        due: due.length,
      };
    },
  };
}

/** Marks that counted, each on the day that it was where the person is now. */
async function marksOf({ practice, zones }: ProgressDeps, person: string) {
  const [{ attempts }, zone] = await Promise.all([practice.history(person, MAX_ATTEMPTS), zones.of(person)]);
  return attempts
    .filter(({ counts }) => counts)
    .map(({ at, mark }) => ({ day: localDate(zone ?? 'UTC', Date.parse(at)), score: mark.score }))
    .reverse();
}

function activityOf(diary: Diary, today: string) {
  const days = diary.days.map(({ day, answers, sections }) => ({ day, done: answers + sections }));
  return { days, total: diary.total, week: answersOfWeek(diary, today) };
}

/** Sections that were taken out of the lesson since are not counted. */
function lessonRead(course: Course, { lessonId, read }: LessonReading) {
  const lesson = course.lesson(lessonId);
  if (!lesson) return [];
  const { title, sections } = lesson;
  return { title, read: sections.filter(({ id }) => read.includes(id)).length, sections: sections.length };
}
