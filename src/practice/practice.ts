import type { Course, QuestionFilter } from '../core/course.ts';
import { UserError } from '../core/errors.ts';
import type { Mark } from '../core/grading/mark.ts';
import {
  type Attempt,
  askedOf,
  attemptSchema,
  type OpenQuestion,
  openQuestionSchema,
} from '../core/practice/attempt.ts';
import { pickQuestion } from '../core/practice/pick.ts';
import type { Question } from '../core/question.ts';
import { quiz as texts } from '../core/texts/index.ts';
import type { Store, Table, TableDefinition } from '../store/table.ts';

interface PracticeDeps {
  course: Course;
  store: Store;
  grade: (question: Question, answer: string) => Mark;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** A number in [0, 1). */
  random: () => number;
}

export interface Submission {
  person: string;
  question: Question;
  /** Empty for "I don't know". */
  answer: string;
  /** Made when the modal was opened: the same submission twice is one attempt. */
  nonce: string;
}

/** A learner's practice: which question comes next, their answers and marks. */
export interface Practice {
  /** The question in front of a person, or one chosen and remembered. @throws {UserError} when none fits the filter. */
  ask(person: string, filter: QuestionFilter): Promise<{ question: Question; reopened: boolean }>;
  /** The next question after an answer, by the filter that the person set. */
  next(person: string): Promise<Question>;
  /** Puts this question in front of a person. */
  open(person: string, question: Question, filter?: QuestionFilter): Promise<void>;
  /** Marks and stores an answer; it is on disk when this resolves. */
  submit(submission: Submission): Promise<Attempt>;
  /** @returns the person's attempt, or undefined when there is none with this id. */
  attempt(person: string, id: string): Promise<Attempt | undefined>;
  /** Attempts, newest first. @param before only those that are older. */
  history(person: string, limit: number, before?: Date): Promise<{ attempts: Attempt[]; more: boolean }>;
  /** Whether this question was answered before, so that another attempt is practice. */
  hasAnswered(person: string, questionId: string): Promise<boolean>;
}

const RECENT = 200;
const firstId = (questionId: string): string => `${questionId}.first`;
const keyOf = (person: string, id: string): string => `${person}:${id}`;

const attemptTable: TableDefinition<Attempt> = {
  name: 'attempts',
  version: 1,
  schema: attemptSchema,
  personOf: (attempt) => attempt.person,
  indexes: { person: ({ person, at, id }) => ({ scope: person, order: `${at} ${id}` }) },
};

const openQuestionTable: TableDefinition<OpenQuestion> = {
  name: 'open-questions',
  version: 1,
  schema: openQuestionSchema,
  personOf: (open) => open.person,
};

/** The first attempt at a question takes its `first` key, which only one of two at once can. */
async function storeOnce(attempts: Table<Attempt>, attempt: Omit<Attempt, 'id' | 'counts'>): Promise<Attempt> {
  const { person, questionId, nonce } = attempt;
  const first = { ...attempt, id: firstId(questionId), counts: true };
  if (await attempts.create(keyOf(person, first.id), first)) return first;
  const earlier = await attempts.get(keyOf(person, first.id));
  if (earlier?.nonce === nonce) return earlier;
  const again = { ...attempt, id: `${questionId}.${nonce}`, counts: false };
  if (await attempts.create(keyOf(person, again.id), again)) return again;
  return (await attempts.get(keyOf(person, again.id))) ?? again;
}

export function createPractice({ course, store, grade, now, random }: PracticeDeps): Practice {
  const attempts = store.table(attemptTable);
  const opened = store.table(openQuestionTable);

  const open: Practice['open'] = async (person, question, filter = {}) => {
    const since = new Date(now()).toISOString();
    await opened.update(person, () => ({ person, questionId: question.id, filter, since, answered: false }));
  };

  const choose = async (person: string, filter: QuestionFilter): Promise<Question> => {
    const recent = await attempts.list('person', person, { limit: RECENT, descending: true });
    const answered = recent.map(({ value }) => ({
      questionId: value.questionId,
      score: value.mark.score,
      at: value.at,
    }));
    const question = pickQuestion(course.questions(filter), answered, random);
    if (!question) throw new UserError(texts.noneFits);
    await open(person, question, filter);
    return question;
  };

  return {
    open,
    async ask(person, filter) {
      const current = await opened.get(person);
      const question = current && !current.answered ? course.question(current.questionId) : undefined;
      if (question && course.questions(filter).includes(question)) return { question, reopened: true };
      return { question: await choose(person, filter), reopened: false };
    },
    async next(person) {
      const { filter = {} } = (await opened.get(person)) ?? {};
      return choose(person, course.questions(filter).length > 0 ? filter : {});
    },
    async submit({ person, question, answer, nonce }) {
      const attempt = {
        nonce,
        person,
        lessonId: question.lessonId,
        questionId: question.id,
        questionVersion: question.version,
        asked: askedOf(question),
        answer,
        mark: grade(question, answer),
        at: new Date(now()).toISOString(),
      };
      const stored = await storeOnce(attempts, attempt);
      await opened.update(person, (current) =>
        current?.questionId === question.id ? { ...current, answered: true } : undefined,
      );
      return stored;
    },
    attempt: (person, id) => attempts.get(keyOf(person, id)),
    async history(person, limit, before) {
      const after = before === undefined ? {} : { after: before.toISOString() };
      const found = await attempts.list('person', person, { limit: limit + 1, descending: true, ...after });
      return { attempts: found.slice(0, limit).map(({ value }) => value), more: found.length > limit };
    },
    hasAnswered: async (person, questionId) => (await attempts.get(keyOf(person, firstId(questionId)))) !== undefined,
  };
}
