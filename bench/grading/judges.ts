import type { Scorers } from '../../src/core/grading/judge.ts';
import type { OwnJudges } from '../../src/core/grading/own-judges.ts';
import { logitOf, type ReadyTrees, readyTrees } from '../../src/core/grading/trees.ts';
import type { Question } from '../../src/core/question.ts';
import { type BoostOptions, fitTrees, type Row } from './boost.ts';
import { type Lesson, type OwnRow, trainOwn } from './own-training.ts';
import { mulberry } from './random.ts';
import type { Sample } from './training.ts';

/** The judges that know no question by name. */
export type GeneralJudges = Pick<Scorers, 'point' | 'stuffed' | 'falseCore' | 'falsehood'>;

const SEED = 20_260_101;
const OPTIONS = { rounds: 220, depth: 3, rate: 0.05, leaf: 1, ridge: 2, columns: 0.5, sample: 0.8 };
/** Own judges correct general ones that have not seen their question: so many groups of questions are left out in turn. */
const GROUPS = 3;

export function trainGeneral(samples: Sample[], options: Omit<BoostOptions, 'random'> = OPTIONS): GeneralJudges {
  const train = (rowsOf: (sample: Sample) => Row[], rounds = options.rounds) =>
    fitTrees(samples.flatMap(rowsOf), { ...options, rounds, random: mulberry(SEED) });
  return {
    point: train(({ point }) => point),
    stuffed: train(({ stuffed }) => stuffed, 150),
    falseCore: train(({ falseCore }) => falseCore, 150),
    falsehood: train(({ falsehood }) => falsehood, 90),
  };
}

/** Trains each question's own judges on top of general ones that were trained without it. */
export function trainAllOwn(questions: Question[], samples: Sample[], bare: Sample[]): Record<string, OwnJudges> {
  const own: Record<string, OwnJudges> = {};
  for (let group = 0; group < GROUPS; group++) {
    const members = questions.filter((_, index) => index % GROUPS === group);
    const ids = new Set(members.map(({ id }) => id));
    const { point, falseCore, falsehood, stuffed } = trainGeneral(
      [...samples, ...bare].filter(({ question }) => !ids.has(question)),
    );
    const general = {
      point: readyTrees(point),
      falseCore: readyTrees(falseCore),
      falsehood: readyTrees(falsehood),
      stuffed: readyTrees(stuffed),
    };
    for (const question of members) {
      const rows = samples
        .filter((sample) => sample.question === question.id)
        .map((sample) => rowOf(sample, general, question.points.length));
      own[question.id] = trainOwn(question, rows);
    }
  }
  return own;
}

function rowOf(
  { answer, point, falseCore, untrue, stuffed, isWritten }: Sample,
  general: Record<keyof GeneralJudges, ReadyTrees>,
  points: number,
): OwnRow {
  const lessonOf = (trees: ReadyTrees, row: Row | undefined): Lesson | undefined =>
    row && { logit: logitOf(trees, row.features), target: row.target, weight: row.weight };
  return {
    answer,
    isWritten,
    lessons: [
      ...Array.from({ length: points }, (_, index) => lessonOf(general.point, point[index])),
      lessonOf(general.falseCore, falseCore[0]),
      untrue && {
        logit: likeliest(untrue.candidates.map((features) => logitOf(general.falsehood, features))),
        target: untrue.target,
        weight: untrue.weight,
      },
      lessonOf(general.stuffed, stuffed[0]),
    ],
  };
}

/** The logit of "something false is stated" where the answer comes near no misconception. */
const NO_FALSEHOOD_LOGIT = -3;

/** @returns the logit of "something false is stated", given those of each misconception that the answer comes near. */
function likeliest(logits: number[]): number {
  return logits.length === 0 ? NO_FALSEHOOD_LOGIT : Math.max(...logits);
}

const ERROR_OPTIONS = { rounds: 80, depth: 3, rate: 0.05, leaf: 2, ridge: 4, columns: 0.6, sample: 0.8 };

/** Trains the judge of how far off marks are, from marks of answers that the other judges had not seen. */
export function trainError(rows: Row[]): Scorers['error'] {
  return fitTrees(rows, { ...ERROR_OPTIONS, random: mulberry(SEED) });
}

/** Stands in for the judge of errors while there are no marks to train it from. */
export const NO_ERROR_JUDGE: Scorers['error'] = { base: 0, trees: [] };
