import { z } from 'zod';
import { dueBy, orderReviews, type ReviewCard, reviewCardSchema } from '../core/practice/review.ts';
import type { Store, TableDefinition } from '../store/table.ts';

const cardTable: TableDefinition<ReviewCard> = {
  name: 'review-cards',
  version: 1,
  schema: reviewCardSchema,
  personOf: (card) => card.person,
  indexes: { due: ({ person, due, questionId }) => ({ scope: person, order: `${due} ${questionId}` }) },
};

const planSchema = z.object({
  person: z.string(),
  /** The day of the interview, YYYY-MM-DD. */
  date: z.iso.date(),
  minutesPerDay: z.number().int().positive(),
});
export type Plan = z.infer<typeof planSchema>;

const planTable: TableDefinition<Plan> = {
  name: 'plans',
  version: 1,
  schema: planSchema,
  personOf: (plan) => plan.person,
};

/** As many as somebody could want to review in one go; more become due later all the same. */
const MAX_DUE = 200;
/** More than any course has questions. */
const MAX_CARDS = 5000;

/** What a person has to review and when, and the interview they prepare for. */
export interface Reviews {
  card(person: string, questionId: string): Promise<ReviewCard | undefined>;
  /** Replaces `previous` by `next`, unless another answer was faster. */
  advance(previous: ReviewCard | undefined, next: ReviewCard): Promise<void>;
  /** Puts a card right after a mark was corrected. @returns false when another answer came meanwhile */
  correct(card: ReviewCard): Promise<boolean>;
  /** What is due, weakest first. @param lastAsked comes only when there is nothing else */
  due(person: string, lastAsked?: string): Promise<ReviewCard[]>;
  /** Every question that a person has answered, soonest due first. */
  all(person: string): Promise<ReviewCard[]>;
  /** The first card to become due, when nothing is due now. */
  upcoming(person: string): Promise<ReviewCard | undefined>;
  plan(person: string): Promise<Plan | undefined>;
  /** Stores the plan and brings forward what would come after the interview; what an earlier plan had, goes back. */
  setPlan(plan: Plan): Promise<void>;
  /** Forgets the plan, and puts back what it had brought forward. @returns false when there was none */
  clearPlan(person: string): Promise<boolean>;
}

const keyOf = (person: string, questionId: string): string => `${person}:${questionId}`;
export const interviewMsOf = (plan: Plan | undefined): number | undefined => plan && Date.parse(plan.date);

export function createReviews(store: Store, now: () => number): Reviews {
  const cards = store.table(cardTable);
  const plans = store.table(planTable);
  const listed = async (person: string) =>
    (await cards.list('due', person, { limit: MAX_DUE })).map(({ value }) => value);

  const reschedule = async (person: string, plan: Plan | undefined): Promise<void> => {
    const latestMs = interviewMsOf(plan);
    for (const { key, value } of await cards.list('due', person, { limit: MAX_CARDS })) {
      if (dueBy(value, latestMs) === value.due) continue;
      await cards.update(key, (card) => card && { ...card, due: dueBy(card, latestMs) });
    }
  };

  return {
    card: (person, questionId) => cards.get(keyOf(person, questionId)),
    async advance(previous, next) {
      await cards.update(keyOf(next.person, next.questionId), (current) =>
        (current?.reps ?? 0) === (previous?.reps ?? 0) ? next : undefined,
      );
    },
    async correct(card) {
      let isSame = false;
      await cards.update(keyOf(card.person, card.questionId), (current) => {
        isSame = current?.reps === card.reps;
        return isSame ? card : undefined;
      });
      return isSame;
    },
    async due(person, lastAsked) {
      const nowMs = now();
      return orderReviews(
        (await listed(person)).filter(({ due }) => Date.parse(due) <= nowMs),
        lastAsked,
      );
    },
    all: async (person) => (await cards.list('due', person, { limit: MAX_CARDS })).map(({ value }) => value),
    upcoming: async (person) => (await cards.list('due', person, { limit: 1 }))[0]?.value,
    plan: (person) => plans.get(person),
    async clearPlan(person) {
      const was = await plans.delete(person);
      if (was) await reschedule(person, undefined);
      return was;
    },
    async setPlan(plan) {
      await plans.update(plan.person, () => plan);
      await reschedule(plan.person, plan);
    },
  };
}
