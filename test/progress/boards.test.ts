import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyDiary } from '../../src/core/progress/diary.ts';
import { type BoardPage, type Boards, createBoards, type Period } from '../../src/progress/boards.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/table.ts';

const WEEK = { monday: '2026-11-23' };
const LATER = { monday: '2026-11-30' };

describe('leaderboards', () => {
  let store: Store;
  let boards: Boards;
  let recordsRead: number;
  beforeEach(async () => {
    recordsRead = 0;
    const opened = await openStore({ path: ':memory:' });
    /** The real store, which counts the records that its lists and gets hand out. */
    store = {
      ...opened,
      table(definition) {
        const table = opened.table(definition);
        return {
          ...table,
          async list(...request) {
            const found = await table.list(...request);
            recordsRead += found.length;
            return found;
          },
          async get(key) {
            recordsRead += 1;
            return table.get(key);
          },
        };
      },
    };
    boards = createBoards(store);
  });
  afterEach(() => store.close());

  const diary = (person: string, total: number, answers = total) => ({
    ...emptyDiary(person),
    total,
    week: { ...WEEK, answers },
  });
  const fill = (people: number) =>
    Promise.all(Array.from({ length: people }, (_, nth) => boards.join('g', diary(String(nth + 1), nth % 50), nth)));
  const allPages = async (period: Period): Promise<BoardPage[]> => {
    const pages = [await boards.page('g', period)];
    for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) {
      pages.push(await boards.page('g', period, next));
    }
    return pages;
  };

  it('lists everybody once over its pages, most first, ranks counted through', async () => {
    await fill(57);
    const pages = await allPages('all');
    expect(pages.map(({ rows }) => rows.length)).toEqual([10, 10, 10, 10, 10, 7]);
    const rows = pages.flatMap((page) => page.rows);
    expect(rows.map(({ rank }) => rank)).toEqual(Array.from({ length: 57 }, (_, nth) => nth + 1));
    expect(new Set(rows.map(({ person }) => person)).size).toBe(57);
    const counts = rows.map(({ answers }) => answers);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(pages[0]?.people).toBe(57);
    // Who did nothing this week is not on the week's board.
    expect((await boards.page('g', WEEK)).people).toBe(55);
    expect((await boards.page('g', LATER)).rows).toEqual([]);
    expect((await boards.page('other', 'all')).rows).toEqual([]);
  });

  it('agrees with itself where somebody stands, and puts who was first first', async () => {
    await fill(57);
    for (const { person, rank, answers } of (await allPages('all')).flatMap(({ rows }) => rows)) {
      if (answers > 0) expect(await boards.standing('g', 'all', person)).toEqual({ rank, answers });
    }
    expect(await boards.standing('g', 'all', 'nobody')).toBeUndefined();
    expect(await boards.standing('g', WEEK, '1')).toEqual({ rank: undefined, answers: 0 });
    // Two people have 6: who had them first stands first.
    const equals = (await allPages('all')).flatMap(({ rows }) => rows).filter(({ answers }) => answers === 6);
    expect(equals.map(({ person }) => person)).toEqual(['7', '57']);
  });

  it('takes over new counts on every board that one is on, and no old ones', async () => {
    await boards.join('g', diary('ana', 2), 0);
    await boards.join('h', diary('ana', 2), 0);
    await boards.update(diary('ana', 5), 10);
    await boards.update(diary('ana', 4), 20);
    await boards.update(diary('ben', 9), 20);
    for (const guild of ['g', 'h']) {
      expect((await boards.page(guild, 'all')).rows).toEqual([{ rank: 1, person: 'ana', answers: 5 }]);
    }
    await boards.leave('g', 'ana');
    await boards.update(diary('ana', 6), 30);
    expect((await boards.page('g', 'all')).rows).toEqual([]);
    expect((await boards.page('h', WEEK)).rows).toEqual([{ rank: 1, person: 'ana', answers: 6 }]);
  });

  it('reads as many records for a page of many as for a page of few', async () => {
    await fill(2000);
    recordsRead = 0;
    const { next } = await boards.page('g', 'all');
    await boards.page('g', 'all', next);
    expect(recordsRead).toBe(22);
    await boards.standing('g', 'all', '1234');
    expect(recordsRead).toBe(23);
  });
});
