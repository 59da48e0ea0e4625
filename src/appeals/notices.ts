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

const definition: TableDefinition<Notice> = {
  name: 'notices',
  version: 1,
  schema: noticeSchema,
  personOf: ({ person }) => person,
  indexes: { person: ({ person, at, id }) => ({ scope: person, order: `${at} ${id}` }) },
};

/** So long a direct message may be under way; what is older was left behind by a process that ended. */
const UNDER_WAY_MS = 60_000;
const MAX_SHOWN = 5;

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
  /** What could not be sent, oldest first. */
  kept(person: string): Promise<Notice[]>;
  /** It was shown. */
  drop(notice: Notice): Promise<void>;
}

const keyOf = (person: string, id: string): string => `${person}:${id}`;

export function createNotices({ store, channel, view, log, now }: NoticesDeps): Notices {
  const table = store.table(definition);
  return {
    async put(notice) {
      const at = new Date(now()).toISOString();
      await table.create(keyOf(notice.person, notice.id), { ...notice, at, refused: false });
    },
    async deliver(person, id) {
      const key = keyOf(person, id);
      try {
        const notice = await table.get(key);
        if (!notice || notice.refused) return;
        await channel.send(await channel.openDirect(person), view(notice), id);
        await table.delete(key);
      } catch (error: unknown) {
        if (!(error instanceof Refusal))
          log.warn({ err: error, notice: id }, 'a notice waits for its person to come by');
        await table
          .update(key, (current) => current && { ...current, refused: true })
          .catch((fault: unknown) => log.error({ err: fault, notice: id }, 'a notice could not be marked as refused'));
      }
    },
    async kept(person) {
      const found = await table.list('person', person, { limit: MAX_SHOWN });
      const isLeft = ({ refused, at }: Notice): boolean => refused || Date.parse(at) < now() - UNDER_WAY_MS;
      return found.map(({ value }) => value).filter(isLeft);
    },
    async drop({ person, id }) {
      await table.delete(keyOf(person, id));
    },
  };
}
