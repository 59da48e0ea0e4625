import { type Attempt, attemptSchema, type OpenQuestion, openQuestionSchema } from '../core/practice/attempt.ts';
import type { TableDefinition } from '../store/table.ts';

export const attemptTable: TableDefinition<Attempt> = {
  name: 'attempts',
  version: 1,
  schema: attemptSchema,
  personOf: (attempt) => attempt.person,
  indexes: { person: ({ person, at, id }) => ({ scope: person, order: `${at} ${id}` }) },
};

export const openQuestionTable: TableDefinition<OpenQuestion> = {
  name: 'open-questions',
  version: 1,
  schema: openQuestionSchema,
  personOf: (open) => open.person,
};

/** @param id the attempt's own, unique for its person */
export const attemptKey = (person: string, id: string): string => `${person}:${id}`;
