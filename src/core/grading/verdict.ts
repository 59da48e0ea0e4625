import type { CompiledQuestion } from './compile.ts';
import type { Evidence } from './features.ts';

/** What the scorers of whole answers look at: whether it states anything, and whether its core is false. */
export function answerFeatures(
  { answer, style, points, misconceptions }: Evidence,
  question: CompiledQuestion,
): number[] {
  const scores = points.map(({ best }) => best.score);
  const reversals = points.map(({ best }) => best.reversed - best.score);
  const falsehoods = misconceptions.map(({ best }, index) => ({
    score: best.score,
    coverage: best.coverage,
    penalty: question.misconceptions[index]?.misconception.penalty ?? 0,
  }));
  const core = falsehoods.filter(({ penalty }) => penalty === 'core').map(({ score }) => score);
  const lighter = falsehoods
    .filter(({ penalty }) => penalty !== 'core')
    .map(({ score, penalty }) => score * (penalty === 20 ? 1 : 0.6));
  const weighted =
    points.reduce((sum, { best }, index) => sum + best.score * (question.points[index]?.point.weight ?? 0), 0) / 100;
  const sentences = answer.sentences.at(-1) ?? 1;
  return [
    style.logLength,
    style.denied,
    style.contraryDenials,
    style.contrary,
    style.listed,
    style.joining,
    style.coherence,
    style.pointsTouched,
    style.density,
    style.echo,
    style.sentenceLength,
    style.joined,
    style.strangers,
    style.claims,
    style.entangled,
    style.adjacentJoined,
    style.seeming,
    style.foreign,
    sentences,
    weighted,
    Math.max(0, ...scores),
    Math.max(0, ...core),
    secondOf(core),
    Math.max(0, ...lighter),
    secondOf(lighter),
    Math.max(0, ...core) - Math.max(0, ...scores),
    Math.max(-1, ...reversals),
    reversals.reduce((sum, value) => sum + value, 0) / Math.max(1, reversals.length),
  ];
}

const secondOf = (values: number[]): number => [...values].sort((a, b) => b - a)[1] ?? 0;
