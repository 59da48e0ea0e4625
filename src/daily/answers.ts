import { type Answer, answerSchema, type Tally } from '../core/daily-question/answer.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import type { Store, TableDefinition } from '../store/table.ts';
import type { PostKey } from './posts.ts';

const postOf = ({ schedule, date }: PostKey): string => `${schedule}:${date}`;
const keyOf = (post: PostKey, person: string): string => `${postOf(post)}:${person}`;

/** An answer belongs to one post; the same submission may have come through two. */
const MAX_POSTS = 10;

const definition: TableDefinition<Answer> = {
  name: 'daily-answers',
  version: 1,
  schema: answerSchema,
  personOf: ({ person }) => person,
  indexes: {
    band: (answer) => ({ scope: `${postOf(answer)}:${answer.band}`, order: answer.person }),
    attempt: ({ person, attemptId, schedule, date }) => ({
      scope: `${person}:${attemptId}`,
      order: postOf({ schedule, date }),
    }),
    shared: (answer) =>
      answer.shared
        ? {
            scope: postOf(answer),
            order: `${String(100 - answer.score).padStart(3, '0')} ${answer.at} ${answer.person}`,
          }
        : undefined,
  },
};

/** Who answered which post, as it is stored. */
export interface Answers {
  /** A person's first answer to a post counts. @returns false when they answered before */
  add(answer: Answer): Promise<boolean>;
  /** @returns undefined when they have not answered it */
  share(post: PostKey, person: string): Promise<Answer | undefined>;
  /** Takes over a mark that was corrected. @returns the posts whose tally is another now */
  correct(attempt: Pick<Attempt, 'person' | 'id' | 'mark'>): Promise<PostKey[]>;
  tally(post: PostKey): Promise<Tally>;
  /** The best of those shared, best first. */
  best(post: PostKey, limit: number): Promise<Answer[]>;
}

export function createAnswers(store: Store): Answers {
  const table = store.table(definition);
  return {
    add: (answer) => table.create(keyOf(answer, answer.person), answer),
    share: (post, person) =>
      table.update(keyOf(post, person), (answer) => (answer ? { ...answer, shared: true } : undefined)),
    async correct({ person, id, mark: { score, band } }) {
      const found = await table.list('attempt', `${person}:${id}`, { limit: MAX_POSTS });
      for (const { key } of found) await table.update(key, (answer) => answer && { ...answer, score, band });
      return found.map(({ value: { schedule, date } }) => ({ schedule, date }));
    },
    async tally(post) {
      const count = (band: number) => table.count('band', `${postOf(post)}:${band}`);
      return [await count(0), await count(1), await count(2), await count(3)];
    },
    best: async (post, limit) => (await table.list('shared', postOf(post), { limit })).map(({ value }) => value),
  };
}
