import { LEASE_MS, type Post, postSchema } from '../core/daily-question/post.ts';
import type { Store, TableDefinition } from '../store/table.ts';
import { dueIn, orderAt } from './due-list.ts';

const OPEN = 'open';

/** When a post has to be looked at for its close; undefined when it does not close, or has. */
function closeLookMs({ state }: Post): number | undefined {
  if (state.is !== 'open' || state.closesAtMs === undefined) return undefined;
  return Math.max(state.closesAtMs, state.closing?.untilMs ?? 0);
}

const keyOf = ({ schedule, date }: PostKey): string => `${schedule}:${date}`;

export const postTable: TableDefinition<Post> = {
  name: 'daily-posts',
  version: 1,
  schema: postSchema,
  personOf: ({ owner }) => owner,
  indexes: {
    schedule: ({ schedule, date }) => ({ scope: schedule, order: date }),
    closing: (post) => {
      const at = closeLookMs(post);
      return at === undefined ? undefined : { scope: OPEN, order: orderAt(at, keyOf(post)) };
    },
  },
};

export interface PostKey {
  schedule: string;
  date: string;
}

export type Claim =
  /** Nobody was here before: it is certainly not posted. */
  | { kind: 'first'; post: Post }
  /** Somebody tried and did not say how it ended: it may be posted. */
  | { kind: 'again'; post: Post }
  /** Somebody is at it. */
  | { kind: 'held'; untilMs: number }
  | { kind: 'done'; post: Post };

/** What was posted, by day, as it is stored. */
export interface Posts {
  get(key: PostKey): Promise<Post | undefined>;
  /**
   * Takes a day for this process. Of all processes one at a time gets it.
   * @param draft the post to be made, used when there is none yet
   */
  claim(draft: Omit<Post, 'state' | 'claimedAtMs'>, nowMs: number): Promise<Claim>;
  /** Takes an open post in order to close it. @returns undefined when somebody else is at it, or it is closed. */
  claimClose(key: PostKey, nowMs: number): Promise<{ post: Post; again: boolean } | undefined>;
  update(key: PostKey, fn: (post: Post) => Post): Promise<Post | undefined>;
  /** The latest posts of a schedule, newest first. @param before only those of earlier days */
  history(schedule: string, limit: number, before?: string): Promise<Post[]>;
  /** Posts to be closed by now. */
  closing(nowMs: number): AsyncGenerator<Post>;
}

interface PostsDeps {
  store: Store;
  /** A new token for each claim: by it a claim is known as one's own. */
  token: () => string;
}

export function createPosts({ store, token }: PostsDeps): Posts {
  const table = store.table(postTable);
  return {
    get: (key) => table.get(keyOf(key)),
    async claim(draft, nowMs) {
      const by = token();
      const lease = { is: 'claimed' as const, by, untilMs: nowMs + LEASE_MS };
      const first: Post = { ...draft, claimedAtMs: nowMs, state: { ...lease, attempts: 1 } };
      if (await table.create(keyOf(draft), first)) return { kind: 'first', post: first };
      const post = await table.update(keyOf(draft), (current) => {
        if (current?.state.is !== 'claimed' || current.state.untilMs > nowMs) return undefined;
        return { ...current, state: { ...lease, attempts: current.state.attempts + 1 } };
      });
      if (!post) throw new Error(`The claim on ${keyOf(draft)} vanished`);
      if (post.state.is !== 'claimed') return { kind: 'done', post };
      return post.state.by === by ? { kind: 'again', post } : { kind: 'held', untilMs: post.state.untilMs };
    },
    async claimClose(key, nowMs) {
      const by = token();
      const post = await table.update(keyOf(key), (current) => {
        if (current?.state.is !== 'open' || (current.state.closing?.untilMs ?? 0) > nowMs) return undefined;
        const attempts = (current.state.closing?.attempts ?? 0) + 1;
        return { ...current, state: { ...current.state, closing: { by, untilMs: nowMs + LEASE_MS, attempts } } };
      });
      if (post?.state.is !== 'open' || post.state.closing?.by !== by) return undefined;
      return { post, again: post.state.closing.attempts > 1 };
    },
    update: (key, fn) => table.update(keyOf(key), (post) => post && fn(post)),
    async history(schedule, limit, before) {
      const after = before === undefined ? {} : { after: before };
      return (await table.list('schedule', schedule, { limit, descending: true, ...after })).map(({ value }) => value);
    },
    closing: (nowMs) => dueIn({ table, index: 'closing', scope: OPEN }, nowMs),
  };
}
