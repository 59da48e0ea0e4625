import { z } from 'zod';
import type { Day } from '../core/progress/days.ts';
import type { Diary } from '../core/progress/diary.ts';
import type { Store, TableDefinition } from '../store/table.ts';

/** A person on the leaderboard of a server, where they put themselves. Practice alone stands here, never a mark. */
const boardEntrySchema = z.object({
  guild: z.string(),
  person: z.string(),
  total: z.int().min(0),
  week: z.object({ monday: z.iso.date(), answers: z.int().min(0) }),
  /** When these counts were reached: of equals, who was first stands first. */
  atMs: z.int().min(0),
});
type BoardEntry = z.infer<typeof boardEntrySchema>;

/** The order of an index is ascending, and the most stands first. No colon: it is part of a custom id. */
const rankOrder = (answers: number, { atMs, person }: BoardEntry): string =>
  [String(999_999_999 - answers).padStart(9, '0'), String(atMs).padStart(13, '0'), person].join(' ');
const weekScope = (guild: string, monday: Day): string => `${guild} ${monday}`;

/** Exported for the benchmark, which fills it. */
export const boardTable: TableDefinition<BoardEntry> = {
  name: 'board-entries',
  version: 1,
  schema: boardEntrySchema,
  personOf: ({ person }) => person,
  indexes: {
    all: (entry) => ({ scope: entry.guild, order: rankOrder(entry.total, entry) }),
    week: (entry) =>
      entry.week.answers === 0
        ? undefined
        : { scope: weekScope(entry.guild, entry.week.monday), order: rankOrder(entry.week.answers, entry) },
    person: ({ person, guild }) => ({ scope: person, order: guild }),
  },
};

/** What a board counts: a week that began on this Monday, or everything. */
export type Period = { monday: Day } | 'all';

export interface BoardRow {
  rank: number;
  person: string;
  answers: number;
}

export interface BoardPage {
  rows: BoardRow[];
  /** Where the next page goes on; undefined at the end. */
  next: string | undefined;
  people: number;
}

/** The leaderboards of servers: opt-in, in the order of an index, so that a page costs the same however many there are. */
export interface Boards {
  join(guild: string, diary: Diary, nowMs: number): Promise<void>;
  leave(guild: string, person: string): Promise<void>;
  /** Takes a person's new counts over to the boards that they are on. */
  update(diary: Diary, nowMs: number): Promise<void>;
  /** @param after where the page before said that this one goes on */
  page(guild: string, period: Period, after?: string): Promise<BoardPage>;
  /** Where a person stands: undefined when they are not on this board, rank undefined with nothing done in the period. */
  standing(guild: string, period: Period, person: string): Promise<StandingOn | undefined>;
}

interface StandingOn {
  rank: number | undefined;
  answers: number;
}

const PAGE = 10;
/** Discord lets a person be in at most 200 servers. */
const MAX_BOARDS = 200;
const keyOf = (guild: string, person: string): string => `${guild}:${person}`;

export function createBoards(store: Store): Boards {
  const entries = store.table(boardTable);
  const placeOf = (guild: string, period: Period): [index: string, scope: string] =>
    period === 'all' ? ['all', guild] : ['week', weekScope(guild, period.monday)];
  const answersOf = (entry: BoardEntry, period: Period): number => {
    if (period === 'all') return entry.total;
    return entry.week.monday === period.monday ? entry.week.answers : 0;
  };

  return {
    async join(guild, { person, total, week }, nowMs) {
      await entries.create(keyOf(guild, person), { guild, person, total, week, atMs: nowMs });
    },
    async leave(guild, person) {
      await entries.delete(keyOf(guild, person));
    },
    async update({ person, total, week }, nowMs) {
      const boards = await entries.list('person', person, { limit: MAX_BOARDS });
      // Two answers at once may come here in the wrong order: counts only grow.
      const grow = (entry: BoardEntry | undefined) =>
        entry && entry.total < total ? { ...entry, total, week, atMs: nowMs } : undefined;
      await Promise.all(boards.map(({ key }) => entries.update(key, grow)));
    },
    async page(guild, period, after) {
      const [index, scope] = placeOf(guild, period);
      const [found, people] = await Promise.all([
        entries.list(index, scope, { limit: PAGE + 1, ...(after === undefined ? {} : { after }) }),
        entries.count(index, scope),
      ]);
      const shown = found.slice(0, PAGE);
      const [first] = shown;
      const ahead = first && after !== undefined ? await entries.count(index, scope, first.order) : 0;
      const rows = shown.map(({ value }, nth) => {
        return { rank: ahead + nth + 1, person: value.person, answers: answersOf(value, period) };
      });
      return { rows, people, next: found.length > PAGE ? shown.at(-1)?.order : undefined };
    },
    async standing(guild, period, person) {
      const entry = await entries.get(keyOf(guild, person));
      if (!entry) return undefined;
      const answers = answersOf(entry, period);
      if (answers === 0) return { rank: undefined, answers };
      return { rank: (await entries.count(...placeOf(guild, period), rankOrder(answers, entry))) + 1, answers };
    },
  };
}
