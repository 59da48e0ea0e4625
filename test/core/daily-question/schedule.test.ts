import { describe, expect, it } from 'vitest';
import { CATCH_UP_MS } from '../../../src/core/daily-question/due.ts';
import {
  advance,
  change,
  judge,
  lookAgain,
  pause,
  type Schedule,
  skipTo,
  turnOn,
} from '../../../src/core/daily-question/schedule.ts';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const draft: Schedule = {
  id: 'abcd1234',
  kind: 'server',
  owner: '1',
  madeBy: '2',
  createdAt: '2027-01-01T00:00:00Z',
  channelId: '3',
  time: '09:00',
  zone: 'UTC',
  days: [1, 2, 3, 4, 5, 6, 7],
  topics: [],
  state: { is: 'draft' },
};
const MORNING = at('2027-01-04T08:00:00Z');
const NINE = at('2027-01-04T09:00:00Z');
const on = turnOn(draft, MORNING);

describe('a schedule', () => {
  it('posts nothing before it is turned on', () => {
    expect(judge(draft, NINE)).toEqual({ kind: 'wait' });
    expect(judge(pause(on, 'by-hand'), NINE)).toEqual({ kind: 'wait' });
  });

  it('is due from its minute on, for six hours', () => {
    expect(judge(on, NINE - 1)).toEqual({ kind: 'wait' });
    const due = { date: '2027-01-04', atMs: NINE };
    expect(judge(on, NINE)).toEqual({ kind: 'post', due });
    expect(judge(on, NINE + CATCH_UP_MS - 1)).toEqual({ kind: 'post', due });
    expect(judge(on, NINE + CATCH_UP_MS)).toEqual({
      kind: 'skip',
      missed: due,
      next: { date: '2027-01-05', atMs: NINE + 24 * HOUR },
    });
  });

  it('goes on after weeks of absence with the one day that can still be caught up', () => {
    const back = at('2027-02-01T11:00:00Z');
    const verdict = judge(on, back);
    expect(verdict).toMatchObject({ kind: 'skip', next: { date: '2027-02-01' } });
    if (verdict.kind === 'skip') expect(judge(skipTo(on, verdict.next), back)).toMatchObject({ kind: 'post' });
  });

  it('goes to the next day once posted, also when it was posted ahead of its time', () => {
    const posted = advance(on, { date: '2027-01-04', atMs: MORNING });
    expect(posted.state).toMatchObject({ is: 'on', next: { date: '2027-01-05' } });
    expect(judge(posted, NINE)).toEqual({ kind: 'wait' });
  });

  it('posts a day once though its time is moved later on that day', () => {
    const posted = advance(on, { date: '2027-01-04', atMs: NINE });
    const moved = change(posted, { time: '12:00' }, NINE);
    expect(moved.state).toMatchObject({ next: { date: '2027-01-05', atMs: at('2027-01-05T12:00:00Z') } });
    const west = change(posted, { zone: 'Pacific/Honolulu' }, NINE);
    expect(west.state).toMatchObject({ next: { date: '2027-01-05' } });
  });

  it('keeps what is due when anything but its rhythm changes', () => {
    const late = NINE + HOUR;
    for (const settings of [{}, { channelId: '4' }, { topics: ['lesson'] }, { time: '09:00' }]) {
      expect(judge(change(on, settings, late), late)).toMatchObject({ kind: 'post', due: { date: '2027-01-04' } });
    }
    expect(judge(change(on, { time: '09:30' }, late), late)).toEqual({ kind: 'wait' });
  });

  it('keeps what is due while somebody else is at it', () => {
    const waiting = lookAgain(on, NINE + 2 * 60_000);
    expect(judge(waiting, NINE)).toEqual({ kind: 'wait' });
    expect(judge(waiting, NINE + 2 * 60_000)).toMatchObject({ kind: 'post', due: { date: '2027-01-04' } });
  });

  it('does not post the next day early when somebody who waited finds it moved on', () => {
    const movedOn = advance(on, { date: '2027-01-04', atMs: NINE });
    expect(judge(lookAgain(movedOn, NINE + 60_000), NINE + 2 * 60_000)).toEqual({ kind: 'wait' });
    expect(judge(lookAgain(movedOn, NINE + 60_000), NINE + 24 * HOUR)).toMatchObject({ kind: 'post' });
  });

  it('takes a setting away, and refuses one that is none', () => {
    expect(change({ ...draft, roleId: '5' }, { roleId: undefined }, 0).roleId).toBeUndefined();
    expect(() => change(draft, { days: [] }, 0)).toThrow();
  });
});
