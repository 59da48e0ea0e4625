import type { Course } from '../core/course.ts';
import { UserError } from '../core/errors.ts';
import type { Attempt } from '../core/practice/attempt.ts';
import {
  endInterview,
  type Interview,
  lateSeconds,
  MIN_QUESTIONS,
  openTurn,
  resumeInterview,
  settleTurn,
  type Turn,
} from '../core/practice/interview.ts';
import { chooseQuestions, followUpCue } from '../core/practice/interview-questions.ts';
import { type Scorecard, scorecardOf } from '../core/practice/scorecard.ts';
import { questionsAbout, type Topic, topicOf } from '../core/practice/topics.ts';
import type { Question } from '../core/question.ts';
import { interview as texts } from '../core/texts/index.ts';
import type { Store } from '../store/table.ts';
import {
  createInterviewRecords,
  createInterviewSettings,
  type InterviewRecords,
  type InterviewSettings,
} from './interview-records.ts';
import type { Practice } from './practice.ts';

/** How many earlier answers the choice of questions looks at. */
const RECENT = 200;

interface InterviewsDeps {
  course: Course;
  store: Store;
  practice: Practice;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** A number in [0, 1). */
  random: () => number;
}

/** A turn of an interview, as a button names it. */
export interface TurnRef {
  person: string;
  interview: string;
  /** The number of the turn, from 0. */
  turn: number;
}

export interface TurnAnswer extends TurnRef {
  answer: string;
}

/** Mock interviews. All of their state is in the store, so that they go on after a restart. */
export interface Interviews {
  /** What the person chose last, or what is usual. */
  settings(person: string): Promise<InterviewSettings>;
  changeSettings(person: string, change: Partial<InterviewSettings>): Promise<InterviewSettings>;
  /** The latest interview, open or not. */
  latest(person: string): Promise<Interview | undefined>;
  /** @throws {UserError} when there is none with this id */
  get(person: string, id: string): Promise<Interview>;
  /**
   * Begins one by the person's settings in a server, or in direct messages, unless one with this id exists or another is open: then that one comes back.
   * @throws {UserError} when too few questions fit
   */
  start(person: string, id: string, guild?: string): Promise<Interview>;
  /** Marks, stores and notes an answer. @throws {UserError} with the text given back when the turn is over */
  answer(answered: TurnAnswer): Promise<Interview>;
  skip(ref: TurnRef): Promise<Interview>;
  end(person: string, id: string): Promise<Interview>;
  /** Takes an early end back. */
  resume(person: string, id: string): Promise<Interview>;
  scorecard(interview: Interview): Promise<Scorecard>;
}

export function createInterviews(deps: InterviewsDeps): Interviews {
  const { course, store, practice } = deps;
  const settings = createInterviewSettings(store);
  const records = createInterviewRecords(deps);
  const { get, latest, change } = records;
  return {
    ...settings,
    get,
    latest,
    async start(person, id, guild) {
      const last = await latest(person);
      if (last && openTurn(last)) return last;
      const chosen = await settings.settings(person);
      const { secondsPerTurn } = chosen;
      const questionIds = await choose(deps, chosen);
      return records.create({ id, person, guild, questionIds, secondsPerTurn });
    },
    answer: (answered) => answerTurn(deps, records, answered),
    skip: ({ person, interview: id, turn: number }) =>
      change({ person, id }, (current, at) => settleTurn(current, { number, outcome: { kind: 'skipped' }, at })),
    end: (person, id) => change({ person, id }, endInterview),
    resume: (person, id) => change({ person, id }, resumeInterview),
    async scorecard(interview) {
      const found = await Promise.all(interview.turns.map((turn) => attemptOf(practice, interview.person, turn)));
      const attempts = new Map(found.flatMap((attempt) => (attempt ? [[attempt.id, attempt] as const] : [])));
      return scorecardOf(interview, {
        attempts,
        topicOf: (questionId) => topicNamed(course, attempts, questionId),
        textOf: (questionId) => course.question(questionId)?.text ?? texts.removedQuestion,
      });
    },
  };
}

async function answerTurn(
  { course, practice }: InterviewsDeps,
  { get, change }: InterviewRecords,
  { person, interview: id, turn: number, answer }: TurnAnswer,
): Promise<Interview> {
  const interview = await get(person, id);
  const turn = interview.turns[number];
  const question = turn && course.question(turn.questionId);
  if (!question) throw new UserError(texts.removedMeanwhile, { giveBack: answer });
  const before = turn.cue === undefined ? [] : await answersBefore(practice, interview, number);
  const whole = [...before, answer].join('\n');
  const isOpen = openTurn(interview)?.number === number;
  // The nonce makes it one attempt for each turn, whichever of two answers at once comes first.
  const attempt = isOpen
    ? await practice.submit({ person, question, answer: whole, nonce: `${id}x${number}`, guild: interview.guild })
    : await attemptOf(practice, person, turn);
  if (attempt?.answer !== whole) throw new UserError(texts.overAlready, { giveBack: answer });
  const late = lateSeconds(interview, turn, Date.parse(attempt.at));
  const outcome = { kind: 'answered' as const, attempt: attempt.id, lateSeconds: late };
  const cue = followUpCue(attempt.mark, attempt.asked.points);
  return change({ person, id }, (current, at) => settleTurn(current, { number, outcome, at, cue }));
}

/** @throws {UserError} when too few questions fit */
async function choose({ course, practice, random }: InterviewsDeps, settings: InterviewSettings): Promise<string[]> {
  const { person, count, topics, difficulty } = settings;
  const questions = questionsAbout(course, topics, difficulty);
  if (questions.length < MIN_QUESTIONS) throw new UserError(texts.tooFew(questions.length, MIN_QUESTIONS));
  const { attempts } = await practice.history(person, RECENT);
  const answered = attempts.map(({ questionId, mark, at }) => ({ questionId, score: mark.score, at }));
  const topic = (question: Question): string => topicOf(course, question).id;
  return chooseQuestions({ questions, count, answered, topicOf: topic, random }).map(({ id }) => id);
}

async function attemptOf(practice: Practice, person: string, { outcome }: Turn): Promise<Attempt | undefined> {
  return outcome?.kind === 'answered' ? practice.attempt(person, outcome.attempt) : undefined;
}

/** What was said to the same question before this turn. */
async function answersBefore(practice: Practice, { person, turns }: Interview, number: number): Promise<string[]> {
  const { questionId } = turns[number] ?? {};
  const before = turns.slice(0, number).filter((turn) => turn.questionId === questionId);
  const attempts = await Promise.all(before.map((turn) => attemptOf(practice, person, turn)));
  return attempts.flatMap((attempt) => attempt?.answer ?? []);
}

/** Also of a question that the lessons no longer have. */
function topicNamed(course: Course, attempts: Map<string, Attempt>, questionId: string): Topic {
  const question = course.question(questionId);
  if (question) return topicOf(course, question);
  const lessonId = [...attempts.values()].find((attempt) => attempt.questionId === questionId)?.lessonId;
  return { id: lessonId ?? '', title: course.lesson(lessonId ?? '')?.title ?? texts.removedTopic };
}
