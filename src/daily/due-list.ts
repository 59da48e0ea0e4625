import type { Table } from '../store/table.ts';

const PAGE = 50;

/** @returns the order of what has to be looked at then; the id keeps orders apart. */
export const orderAt = (ms: number, id: string): string => `${new Date(ms).toISOString()} ${id}`;

interface DueList<T> {
  table: Table<T>;
  /** In which records stand by {@link orderAt}, all in one scope. */
  index: string;
  scope: string;
}

/** The records to be looked at by now, the longest waiting first. One that is moved meanwhile is not given twice. */
export async function* dueIn<T>({ table, index, scope }: DueList<T>, nowMs: number): AsyncGenerator<T> {
  const end = orderAt(nowMs + 1, '');
  let after: string | undefined;
  // Mostly nothing is due: the first look is at one record.
  let limit = 1;
  for (;;) {
    const page = await table.list(index, scope, { limit, ...(after === undefined ? {} : { after }) });
    for (const { order, value } of page) {
      if (order >= end) return;
      yield value;
    }
    if (page.length < limit) return;
    after = page.at(-1)?.order;
    limit = PAGE;
  }
}
