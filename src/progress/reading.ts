import type { Logger } from 'pino';
import { z } from 'zod';
import type { Store, TableDefinition } from '../store/table.ts';
import type { Diaries } from './diaries.ts';

const lessonReadingSchema = z.object({
  person: z.string(),
  lessonId: z.string(),
  /** Ids of the sections that were opened to their end. */
  read: z.array(z.string()),
  /** The page opened last. */
  place: z.object({ section: z.string(), page: z.int().min(0) }),
  at: z.iso.datetime(),
});
export type LessonReading = z.infer<typeof lessonReadingSchema>;

const readingTable: TableDefinition<LessonReading> = {
  name: 'reading',
  version: 1,
  schema: lessonReadingSchema,
  personOf: ({ person }) => person,
  indexes: { person: ({ person, at, lessonId }) => ({ scope: person, order: `${at} ${lessonId}` }) },
};

export interface OpenedPage {
  lessonId: string;
  section: string;
  /** In its section, from 0. */
  page: number;
  /** The last page of its section: the section counts as read. */
  isEnd: boolean;
}

interface ReadingDeps {
  store: Store;
  diaries: Diaries;
  log: Logger;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Where people are in the lessons. A lesson is read all the same when the store is down: nothing here ever fails. */
export interface Reading {
  opened(person: string, page: OpenedPage): Promise<void>;
  /** The lessons somebody opened, the one opened last first; none when the store is down. */
  of(person: string): Promise<LessonReading[]>;
  /** Sections read to their end as `lesson/section`, ever and on the person's own today. */
  read(person: string): Promise<{ ever: string[]; today: string[] }>;
}

const MAX_LESSONS = 500;

export function createReading({ store, diaries, log, now }: ReadingDeps): Reading {
  const table = store.table(readingTable);
  const of = async (person: string): Promise<LessonReading[]> => {
    try {
      const found = await table.list('person', person, { limit: MAX_LESSONS, descending: true });
      return found.map(({ value }) => value);
    } catch (error: unknown) {
      log.error({ err: error }, 'what was read cannot be shown');
      return [];
    }
  };
  return {
    async opened(person, { lessonId, section, page, isEnd }) {
      const at = new Date(now()).toISOString();
      try {
        await table.update(`${person}:${lessonId}`, (current) => {
          const before = current?.read ?? [];
          const read = isEnd && !before.includes(section) ? [...before, section] : before;
          return { person, lessonId, read, place: { section, page }, at };
        });
      } catch (error: unknown) {
        log.error({ err: error }, 'a page was shown, but not remembered');
      }
      if (isEnd) await diaries.enter(person, { section: `${lessonId}/${section}` });
    },
    of,
    async read(person) {
      const [lessons, today] = await Promise.all([of(person), diaries.sectionsToday(person)]);
      return { ever: lessons.flatMap(({ lessonId, read }) => read.map((section) => `${lessonId}/${section}`)), today };
    },
  };
}
