import { type Schedule, scheduleSchema } from '../core/daily-question/schedule.ts';
import type { Store, TableDefinition } from '../store/table.ts';
import { dueIn, orderAt } from './due-list.ts';

/** All running schedules stand in one list, by when they are due: a tick is a seek to its beginning. */
const RUNNING = 'running';

export const scheduleTable: TableDefinition<Schedule> = {
  name: 'schedules',
  version: 1,
  schema: scheduleSchema,
  // A server's schedule is the server's: it stays when the person who made it asks to be forgotten.
  personOf: ({ owner }) => owner,
  indexes: {
    due: ({ id, state }) => (state.is === 'on' ? { scope: RUNNING, order: orderAt(state.wakeAtMs, id) } : undefined),
    owner: ({ id, owner, createdAt }) => ({ scope: owner, order: `${createdAt} ${id}` }),
  },
};

/** The schedules as they are stored. */
export interface Schedules {
  create(schedule: Schedule): Promise<void>;
  get(id: string): Promise<Schedule | undefined>;
  /** Oldest first. @param owner a server or a person */
  listOf(owner: string): Promise<Schedule[]>;
  /** @param fn pure @returns the schedule afterwards, undefined when there is none (any more) */
  update(id: string, fn: (schedule: Schedule) => Schedule): Promise<Schedule | undefined>;
  remove(id: string): Promise<boolean>;
  /** Schedules to be looked at by now, the longest waiting first; those moved meanwhile are not given twice. */
  due(nowMs: number): AsyncGenerator<Schedule>;
}

/** How many schedules a server or a person may have: what a select can show. */
export const MAX_SCHEDULES = 10;

export function createSchedules(store: Store): Schedules {
  const table = store.table(scheduleTable);
  return {
    async create(schedule) {
      if (!(await table.create(schedule.id, schedule)))
        throw new Error(`Two schedules were given the id ${schedule.id}`);
    },
    get: (id) => table.get(id),
    async listOf(owner) {
      return (await table.list('owner', owner, { limit: MAX_SCHEDULES })).map(({ value }) => value);
    },
    update: (id, fn) => table.update(id, (schedule) => schedule && fn(schedule)),
    remove: (id) => table.delete(id),
    due: (nowMs) => dueIn({ table, index: 'due', scope: RUNNING }, nowMs),
  };
}
