import { z } from 'zod';
import type { Course } from '../core/course.ts';
import { UserError } from '../core/errors.ts';
import {
  beginInterview,
  type Interview,
  interviewSchema,
  MAX_QUESTIONS,
  MIN_QUESTIONS,
  openTurn,
  settleTurn,
  type Turn,
} from '../core/practice/interview.ts';
import { DIFFICULTIES } from '../core/question.ts';
import { interview as texts } from '../core/texts/index.ts';
import type { Store, TableDefinition } from '../store/table.ts';

const interviewTable: TableDefinition<Interview> = {
  name: 'interviews',
  version: 1,
  schema: interviewSchema,
  personOf: ({ person }) => person,
  indexes: { person: ({ person, startedAt, id }) => ({ scope: person, order: `${startedAt} ${id}` }) },
};

const settingsSchema = z.object({
  person: z.string(),
  count: z.number().int().min(MIN_QUESTIONS).max(MAX_QUESTIONS),
  /** None means all. */
  topics: z.array(z.string()),
  difficulty: z.enum(DIFFICULTIES).optional(),
  secondsPerTurn: z.number().int().positive().optional(),
});
export type InterviewSettings = z.infer<typeof settingsSchema>;

const settingsTable: TableDefinition<InterviewSettings> = {
  name: 'interview-settings',
  version: 1,
  schema: settingsSchema,
  personOf: ({ person }) => person,
};

const DEFAULT_COUNT = 5;
interface RecordsDeps {
  course: Course;
  store: Store;
  /** Milliseconds since the epoch. */
  now: () => number;
}

const keyOf = (person: string, id: string): string => `${person}:${id}`;

type Key = Pick<Interview, 'person' | 'id'>;
type Change = (interview: Interview, at: string) => Interview;

/** The interviews in the store; a question that the lessons no longer have is skipped on the way. */
export function createInterviewRecords({ course, store, now }: RecordsDeps) {
  const interviews = store.table(interviewTable);
  const isoNow = (): string => new Date(now()).toISOString();
  const hasGone = ({ questionId }: Turn): boolean => course.question(questionId) === undefined;

  const change = async ({ person, id }: Key, how: Change): Promise<Interview> => {
    const at = isoNow();
    const changed = await interviews.update(
      keyOf(person, id),
      (current) => current && skipWhere(hasGone, how(current, at), at),
    );
    if (!changed) throw new UserError(texts.unknown);
    return changed;
  };
  const upToDate = async (interview: Interview): Promise<Interview> => {
    const open = openTurn(interview);
    return open && hasGone(open.turn) ? change(interview, (current) => current) : interview;
  };
  const get = async (person: string, id: string): Promise<Interview> => {
    const interview = await interviews.get(keyOf(person, id));
    if (!interview) throw new UserError(texts.unknown);
    return upToDate(interview);
  };
  return {
    change,
    get,
    async latest(person: string): Promise<Interview | undefined> {
      const [found] = await interviews.list('person', person, { limit: 1, descending: true });
      return found && upToDate(found.value);
    },
    /** Begins it, unless there is one with this id already: then that one comes back. */
    async create(beginning: Parameters<typeof beginInterview>[0]): Promise<Interview> {
      const { person, id } = beginning;
      await interviews.create(keyOf(person, id), beginInterview(beginning, isoNow()));
      return get(person, id);
    },
  };
}

export type InterviewRecords = ReturnType<typeof createInterviewRecords>;

/** Skips open turns that fit, one after the other. */
function skipWhere(fits: (turn: Turn) => boolean, interview: Interview, at: string): Interview {
  const open = openTurn(interview);
  if (!open || !fits(open.turn)) return interview;
  return skipWhere(fits, settleTurn(interview, { number: open.number, outcome: { kind: 'skipped' }, at }), at);
}

interface SettingsOf {
  /** What the person chose last, or what is usual. */
  settings(person: string): Promise<InterviewSettings>;
  changeSettings(person: string, change: Partial<InterviewSettings>): Promise<InterviewSettings>;
}

/** What each person chose last. */
export function createInterviewSettings(store: Store): SettingsOf {
  const settings = store.table(settingsTable);
  const usual = (person: string): InterviewSettings => ({ person, count: DEFAULT_COUNT, topics: [] });
  return {
    settings: async (person) => (await settings.get(person)) ?? usual(person),
    async changeSettings(person, changed) {
      const how = (current = usual(person)): InterviewSettings => ({ ...current, ...changed });
      return (await settings.update(person, how)) ?? how();
    },
  };
}
