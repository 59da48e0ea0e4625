import type { Course, QuestionFilter } from '../core/course.ts';
import { UserError } from '../core/errors.ts';
import type { Grade } from '../core/grading/mark.ts';
import type { Attempt, OpenQuestion } from '../core/practice/attempt.ts';
import { pickQuestion } from '../core/practice/pick.ts';
import { isDue } from '../core/practice/review.ts';
import type { Question } from '../core/question.ts';
import { quiz as texts } from '../core/texts/index.ts';
import type { Store, Table } from '../store/table.ts';
import { type Correction, createCorrect } from './correct.ts';
import type { Reviews } from './reviews.ts';
import { createSubmit, type Submission } from './submit.ts';
import { attemptKey, attemptTable, openQuestionTable } from './tables.ts';

interface PracticeDeps {
  course: Course;
  store: Store;
  reviews: Reviews;
  grade: Grade;
  /** Is told of every answer that is stored. */
  onAnswer?: (attempt: Attempt) => Promise<void>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** A number in [0, 1). */
  random: () => number;
}

/** A learner's practice: which question comes next, their answers and marks. */
export interface Practice {
  /** The question in front of a person, or one chosen and remembered. @throws {UserError} when none fits the filter. */
  ask(person: string, filter: QuestionFilter): Promise<{ question: Question; reopened: boolean }>;
  /** The next question after an answer: the next review after a review, else by the filter that the person set. */
  next(person: string): Promise<Question>;
  /** Puts this question in front of a person. */
  open(person: string, question: Question, filter?: QuestionFilter, via?: Via): Promise<void>;
  /** What the person's last question was opened from; undefined for a quiz. */
  via(person: string): Promise<Via | undefined>;
  /** Marks and stores an answer; it is on disk when this resolves. */
  submit(submission: Submission): Promise<Attempt>;
  /** @returns the person's attempt, or undefined when there is none with this id. */
  attempt(person: string, id: string): Promise<Attempt | undefined>;
  /** Attempts, newest first. @param before only those that are older. */
  history(person: string, limit: number, before?: Date): Promise<{ attempts: Attempt[]; more: boolean }>;
  /** Whether the next answer counts: the first one does, and one when the question is due for review. */
  counts(person: string, questionId: string): Promise<boolean>;
  /** The question that waits for the person's answer, and since when (ISO time). */
  waiting(person: string): Promise<{ question: Question; since: string; guild: string | undefined } | undefined>;
  /** Notes in which server the open question is shown: an answer may come by direct message. */
  shownIn(person: string, questionId: string, guild: string): Promise<void>;
  /** Corrects a mark and moves the schedule to where it would be. @returns undefined when there is no such attempt */
  correct(correction: Correction): Promise<Attempt | undefined>;
  /**
   * Notes what the learner says of a point that the grader was unsure of, beside the grader's mark.
   * @returns the attempt, or undefined when there is none with this id
   */
  markOwn(own: OwnMark): Promise<Attempt | undefined>;
  /** The question to review now; undefined when none is due. It is remembered as open. */
  review(person: string, via?: Via): Promise<{ question: Question; left: number } | undefined>;
}

type Via = NonNullable<OpenQuestion['via']>;

interface OwnMark {
  person: string;
  attempt: string;
  point: string;
  made: 0 | 1;
}

const RECENT = 200;

export function createPractice({ course, store, reviews, grade, onAnswer, now, random }: PracticeDeps): Practice {
  const attempts = store.table(attemptTable);
  const opened = store.table(openQuestionTable);
  const submit = createSubmit({ attempts, reviews, grade, now });

  const open: Practice['open'] = async (person, question, filter = {}, via) => {
    const since = new Date(now()).toISOString();
    await opened.update(person, () => ({ person, questionId: question.id, filter, since, answered: false, via }));
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

  const review: Practice['review'] = async (person, via = 'review') => {
    const lastAsked = (await opened.get(person))?.questionId;
    const due = (await reviews.due(person, lastAsked)).flatMap(({ questionId }) => course.question(questionId) ?? []);
    const [question] = due;
    if (!question) return undefined;
    await open(person, question, {}, via);
    return { question, left: due.length };
  };

  return {
    ...storedAnswers(attempts),
    open,
    via: async (person) => (await opened.get(person))?.via,
    async ask(person, filter) {
      const current = await opened.get(person);
      const question = current && !current.answered ? course.question(current.questionId) : undefined;
      if (question && course.questions(filter).includes(question)) return { question, reopened: true };
      return { question: await choose(person, filter), reopened: false };
    },
    async next(person) {
      const { filter = {}, via } = (await opened.get(person)) ?? {};
      const due = via === 'review' ? await review(person) : undefined;
      if (due) return due.question;
      return choose(person, course.questions(filter).length > 0 ? filter : {});
    },
    async submit(submission) {
      const attempt = await submit(submission);
      const { person, question } = submission;
      await opened.update(person, (current) =>
        current?.questionId === question.id ? { ...current, answered: true } : undefined,
      );
      await onAnswer?.(attempt);
      return attempt;
    },
    async waiting(person) {
      const current = await opened.get(person);
      const question = current && !current.answered ? course.question(current.questionId) : undefined;
      return question && current && { question, since: current.since, guild: current.guild };
    },
    async shownIn(person, questionId, guild) {
      await opened.update(person, (current) =>
        current?.questionId === questionId && current.guild !== guild ? { ...current, guild } : undefined,
      );
    },
    correct: createCorrect({ attempts, reviews, now }),
    counts: async (person, questionId) => isDue(await reviews.card(person, questionId), now()),
    review,
  };
}

function storedAnswers(attempts: Table<Attempt>): Pick<Practice, 'attempt' | 'history' | 'markOwn'> {
  return {
    attempt: (person, id) => attempts.get(attemptKey(person, id)),
    async history(person, limit, before) {
      const after = before === undefined ? {} : { after: before.toISOString() };
      const found = await attempts.list('person', person, { limit: limit + 1, descending: true, ...after });
      return { attempts: found.slice(0, limit).map(({ value }) => value), more: found.length > limit };
    },
    markOwn: ({ person, attempt, point, made }) =>
      attempts.update(
        attemptKey(person, attempt),
        (current) => current && { ...current, own: { ...current.own, [point]: made } },
      ),
  };
}
