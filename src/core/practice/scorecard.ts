import type { Attempt } from './attempt.ts';
import type { Interview } from './interview.ts';
import type { Topic } from './topics.ts';

interface QuestionResult {
  questionId: string;
  /** The question as it was asked. */
  text: string;
  topic: Topic;
  /** The marks of the first answer; 0 when it was skipped. */
  firstScore: number;
  /** With the follow-up, when that was answered. */
  score: number;
  /** The last answer; undefined when it was skipped. */
  attempt: Attempt | undefined;
  /** Of the first answer and of the follow-up together. */
  lateSeconds: number;
}

interface TopicResult extends Topic {
  /** The mean of its questions, 0–100. */
  score: number;
  questions: number;
}

/** How an interview went. */
export interface Scorecard {
  /** The mean over all questions that were put, 0–100. A skipped one counts as 0. */
  score: number;
  results: QuestionResult[];
  topics: TopicResult[];
  /** The heaviest point made and the heaviest point missed, as sentences. */
  strongest: string | undefined;
  weakest: string | undefined;
  /** Questions below a strong mark, weakest first. */
  toRead: string[];
  /** Questions that were not put, because the interview ended early. */
  notAsked: number;
}

interface Sources {
  /** The answers of this interview, by id. */
  attempts: Map<string, Attempt>;
  topicOf: (questionId: string) => Topic;
  /** For a question that was not answered. */
  textOf: (questionId: string) => string;
}

const STRONG = 80;

/** Sums an interview up. A question that was put but neither answered nor skipped (an early end) does not count. */
export function scorecardOf(interview: Interview, sources: Sources): Scorecard {
  const results = interview.questionIds.flatMap((id) => resultOf(interview, id, sources) ?? []);
  const weakestFirst = [...results].sort((a, b) => a.score - b.score);
  return {
    score: meanScore(results),
    results,
    topics: topicsIn(results),
    ...extremes(weakestFirst),
    toRead: weakestFirst.filter(({ score }) => score < STRONG).map(({ questionId }) => questionId),
    notAsked: interview.questionIds.length - results.length,
  };
}

function resultOf(
  { turns }: Interview,
  questionId: string,
  { attempts, topicOf, textOf }: Sources,
): QuestionResult | undefined {
  const outcomes = turns.flatMap((turn) => (turn.questionId === questionId ? (turn.outcome ?? []) : []));
  if (outcomes.length === 0) return undefined;
  const answered = outcomes.flatMap((outcome) => (outcome.kind === 'answered' ? outcome : []));
  const answers = answered.flatMap(({ attempt }) => attempts.get(attempt) ?? []);
  const last = answers.at(-1);
  return {
    questionId,
    text: last?.asked.text ?? textOf(questionId),
    topic: topicOf(questionId),
    firstScore: answers[0]?.mark.score ?? 0,
    score: last?.mark.score ?? 0,
    attempt: last,
    lateSeconds: answered.reduce((sum, outcome) => sum + outcome.lateSeconds, 0),
  };
}

const meanScore = (results: QuestionResult[]): number =>
  results.length === 0 ? 0 : Math.round(results.reduce((sum, { score }) => sum + score, 0) / results.length);

function topicsIn(results: QuestionResult[]): TopicResult[] {
  const byId = new Map<string, QuestionResult[]>();
  for (const result of results) byId.set(result.topic.id, [...(byId.get(result.topic.id) ?? []), result]);
  return [...byId.values()].flatMap((group) => {
    const [first] = group;
    return first ? { ...first.topic, score: meanScore(group), questions: group.length } : [];
  });
}

/** Among points of equal weight: the strongest is of the best answer, the weakest of the worst. */
function extremes(weakestFirst: QuestionResult[]): Pick<Scorecard, 'strongest' | 'weakest'> {
  const points = weakestFirst.flatMap(({ attempt }) =>
    (attempt?.asked.points ?? []).map((point) => ({
      ...point,
      made: attempt?.mark.points.find(({ id }) => id === point.id)?.made ?? 0,
    })),
  );
  const heaviest = (list: typeof points) => list.reduce<(typeof points)[0] | undefined>(heavier, undefined)?.text;
  return {
    strongest: heaviest(points.filter(({ made }) => made === 1).reverse()),
    weakest: heaviest(points.filter(({ made }) => made === 0)),
  };
}

const heavier = <P extends { weight: number }>(best: P | undefined, point: P): P =>
  best === undefined || point.weight > best.weight ? point : best;
