import { z } from 'zod';
import { addDays, type Day, laterOf, mondayOf } from './days.ts';
import { NO_STREAK, practise, streakSchema } from './streak.ts';

/** How far back the days are kept: the calendar shows half of it. */
const KEPT_DAYS = 365;

/** What a person did on which of their days. */
export const diarySchema = z.object({
  person: z.string(),
  streak: streakSchema,
  /** Answers ever, each question once a day. */
  total: z.int().min(0),
  /** The same since a Monday. */
  week: z.object({ monday: z.iso.date(), answers: z.int().min(0) }),
  /** Days with something done, oldest first. */
  days: z.array(z.object({ day: z.iso.date(), answers: z.int().min(0), sections: z.int().min(0) })),
  /** What the last of the days is made of, so that doing the same again adds nothing. */
  latest: z.object({ questions: z.array(z.string()), sections: z.array(z.string()) }),
});
export type Diary = z.infer<typeof diarySchema>;

/** Practice: a question answered in words (not with "I don't know"), or a section read to its end. */
export type Entry = { question: string } | { section: string };

export const emptyDiary = (person: string): Diary => ({
  person,
  streak: NO_STREAK,
  total: 0,
  week: { monday: '1970-01-05', answers: 0 },
  days: [],
  latest: { questions: [], sections: [] },
});

/**
 * The diary with an entry of `today` in the person's own zone. Who travels west meets a day again: what they do then
 * goes to the latest day that they have had.
 */
export function enter(diary: Diary, entry: Entry, today: Day): Diary {
  const last = diary.days.at(-1);
  const day = laterOf(today, last?.day ?? today);
  const isNewDay = day !== last?.day;
  const latest = isNewDay ? { questions: [], sections: [] } : diary.latest;
  const next = addTo(latest, entry);
  if (next === latest) return diary;
  const { questions, sections } = next;
  const answers = questions.length - latest.questions.length;
  const before = isNewDay ? diary.days : diary.days.slice(0, -1);
  return {
    person: diary.person,
    streak: practise(diary.streak, day),
    total: diary.total + answers,
    week: { monday: mondayOf(day), answers: answersOfWeek(diary, day) + answers },
    days: [
      ...before.filter((kept) => kept.day > addDays(day, -KEPT_DAYS)),
      { day, answers: questions.length, sections: sections.length },
    ],
    latest: next,
  };
}

type Latest = Diary['latest'];

/** @returns the very same when the entry is there. */
function addTo(latest: Latest, entry: Entry): Latest {
  if ('question' in entry) {
    if (latest.questions.includes(entry.question)) return latest;
    return { ...latest, questions: [...latest.questions, entry.question] };
  }
  if (latest.sections.includes(entry.section)) return latest;
  return { ...latest, sections: [...latest.sections, entry.section] };
}

/** How many answers the week of `day` has so far. */
export function answersOfWeek({ week }: Diary, day: Day): number {
  return week.monday === mondayOf(day) ? week.answers : 0;
}
