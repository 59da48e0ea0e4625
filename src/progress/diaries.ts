import type { Logger } from 'pino';
import { localDate } from '../core/daily-question/zone.ts';
import type { Day } from '../core/progress/days.ts';
import { type Diary, diarySchema, type Entry, emptyDiary, enter } from '../core/progress/diary.ts';
import type { Zones } from '../people/zones.ts';
import type { Store, TableDefinition } from '../store/table.ts';
import type { Boards } from './boards.ts';

const diaryTable: TableDefinition<Diary> = {
  name: 'diaries',
  version: 1,
  schema: diarySchema,
  personOf: ({ person }) => person,
};

/** Until somebody tells their zone. */
const DEFAULT_ZONE = 'UTC';

interface DiariesDeps {
  store: Store;
  boards: Boards;
  zones: Zones;
  log: Logger;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** What everybody did on which of their own days. */
export interface Diaries {
  /** Never fails: what was done is stored elsewhere, and a count is not worth an error. A fault is logged. */
  enter(person: string, entry: Entry): Promise<void>;
  of(person: string): Promise<Diary>;
  /** Today where the person is; in UTC as long as they have not told where. */
  today(person: string): Promise<Day>;
  /** Sections read to their end today, as they were entered; none when the store is down. */
  sectionsToday(person: string): Promise<string[]>;
}

export function createDiaries({ store, boards, zones, log, now }: DiariesDeps): Diaries {
  const diaries = store.table(diaryTable);
  const today = async (person: string): Promise<Day> => localDate((await zones.of(person)) ?? DEFAULT_ZONE, now());
  return {
    today,
    of: async (person) => (await diaries.get(person)) ?? emptyDiary(person),
    async sectionsToday(person) {
      try {
        const [day, diary] = await Promise.all([today(person), diaries.get(person)]);
        return diary?.days.at(-1)?.day === day ? diary.latest.sections : [];
      } catch (error: unknown) {
        log.error({ err: error }, 'what was read today is not known');
        return [];
      }
    },
    async enter(person, entry) {
      try {
        const day = await today(person);
        const diary = await diaries.update(person, (current) => enter(current ?? emptyDiary(person), entry, day));
        if (diary) await boards.update(diary, now());
      } catch (error: unknown) {
        log.error({ err: error }, 'practice was not counted');
      }
    },
  };
}
