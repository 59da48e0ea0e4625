import type { Logger } from 'pino';
import { z } from 'zod';
import { type Channel, type MessageBody, Refusal } from '../discord/channel.ts';
import type { Store, TableDefinition } from '../store/table.ts';

const noticeSchema = z.object({
  /** Unique, and short: Discord takes 25 characters as a nonce. */
  id: z.string(),
  person: z.string(),
  /** Discord's Markdown. */
  content: z.string(),
  /** Id of the attempt that it is about, to look at. */
  attempt: z.string().optional(),
  at: z.iso.datetime(),
  /** Discord did not take it as a direct message: it is shown when the person comes by. */
  refused: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;

const ALL = 'all';

const definition: TableDefinition<Notice> = {
  name: 'notices',
  version: 1,
  schema: noticeSchema,
  personOf: ({ person }) => person,
  indexes: {
    person: ({ person, at, id }) => ({ scope: person, order: `${at} ${id}` }),
    unsent: ({ at, id, refused }) => (refused ? undefined : { scope: ALL, order: `${at} ${id}` }),
  },
};

/** So long a direct message may be under way; what is older was left behind by a process that ended. */
const UNDER_WAY_MS = 60_000;
const MAX_SHOWN = 5;
const PAGE = 100;

interface NoticesDeps {
  store: Store;
  channel: Pick<Channel, 'openDirect' | 'send'>;
  view: (notice: Notice) => MessageBody;
  log: Logger;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** Things that a person is to be told once: by direct message, or when they come by if those are closed. */
export interface Notices {
  /** Stores it; the same id twice is one notice. */
  put(notice: Pick<Notice, 'id' | 'person' | 'content' | 'attempt'>): Promise<void>;
  /** Sends it, if it is still to be told. Never fails: what is not sent is kept. */
  deliver(person: string, id: string): Promise<void>;
  /** Sends what a process that ended did not get to; for a start, when nothing is under way. Never fails either. */
  deliverLeft(): Promise<void>;
  /** Shows what could not be sent, oldest first. Never fails either. */
  tellKept(person: string, show: (notice: Notice) => Promise<void>): Promise<void>;
}

const keyOf = ({ person, id }: Pick<Notice, 'person' | 'id'>): string => `${person}:${id}`;

export function createNotices({ store, channel, view, log, now }: NoticesDeps): Notices {
  const table = store.table(definition);
  const isoNow = (): string => new Date(now()).toISOString();
  const isLeft = ({ refused, at }: Notice): boolean => refused || Date.parse(at) < now() - UNDER_WAY_MS;

  const tell = async (notice: Notice, how: () => Promise<unknown>): Promise<void> => {
    try {
      await how();
      await table.delete(keyOf(notice));
    } catch (error: unknown) {
      if (!(error instanceof Refusal)) log.warn({ err: error, notice: notice.id }, 'a notice waits for its person');
      await table.update(keyOf(notice), (current) => current && { ...current, refused: true });
    }
  };
  const send = (notice: Notice): Promise<void> =>
    tell(notice, async () => channel.send(await channel.openDirect(notice.person), view(notice), notice.id));
  /** Who changes its time tells it: two at once, commands or a start, tell it once. */
  const claim = async (notice: Notice): Promise<boolean> => {
    let claimed = false;
    await table.update(keyOf(notice), (current) => {
      claimed = current?.at === notice.at && current.refused === notice.refused;
      return claimed && current ? { ...current, at: isoNow(), refused: false } : undefined;
    });
    return claimed;
  };
  const safely = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error: unknown) {
      log.error({ err: error }, 'notices wait until the store is well again');
    }
  };

  return {
    async put(notice) {
      await table.create(keyOf(notice), { ...notice, at: isoNow(), refused: false });
    },
    deliver: (person, id) =>
      safely(async () => {
        const notice = await table.get(keyOf({ person, id }));
        if (!notice || notice.refused) return;
        await send(notice);
      }),
    deliverLeft: () =>
      safely(async () => {
        const left = await table.list('unsent', ALL, { limit: PAGE });
        for (const { value } of left) if (await claim(value)) await send(value);
      }),
    tellKept: (person, show) =>
      safely(async () => {
        const found = await table.list('person', person, { limit: MAX_SHOWN });
        for (const { value } of found.filter((one) => isLeft(one.value)))
          if (await claim(value)) await tell(value, () => show(value));
      }),
  };
}
