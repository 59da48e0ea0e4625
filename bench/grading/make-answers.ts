import type { Question } from '../../src/core/question.ts';
import type { Labelled } from './labels.ts';

const STRUNG = 70;
const DENIED = 12;
const OFF_TOPIC = 40;
const ELSEWHERE = 60;
const FROM_POINTS = 24;
/** Questions in one group ask for some of the same: an answer to one is no clear miss of another. */
const RELATED = [
  'catastrophic-forgetting learning-rate gradual-unfreezing why-transfer-works negative-transfer',
  'extract-vs-finetune domain-shift negative-transfer small-data why-transfer-works',
  'overfitting-finetune small-data extract-vs-finetune catastrophic-forgetting',
  'replace-head count-trainable extract-vs-finetune small-data',
  'gradual-unfreezing overfitting-finetune small-data extract-vs-finetune domain-shift',
].map((group) => new Set(group.split(' ')));
const areRelated = (a: string, b: string): boolean => RELATED.some((group) => group.has(a) && group.has(b));
const SEPARATORS = ['. ', '. ', '; ', ', ', '\n', ' and '];

interface Sources {
  /** Wordings of this question. */
  own: Labelled[];
  /** Wordings of the others. */
  others: Labelled[];
  filler: string[];
  /** Texts about other things altogether. */
  elsewhere: string[];
  random: () => number;
}

/**
 * Makes further labelled answers out of wordings: strung together with talk that says nothing, denied, and taken from
 * other questions.
 */
export function makeAnswers(question: Question, { own, others, filler, elsewhere, random }: Sources): Labelled[] {
  const short = own.filter(({ kind, points, half = [], score }) => {
    return kind === 'right' && points.length + half.length <= 2 && score > 0;
  });
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const label = (kind: string, answer: string, parts: Labelled[]): Labelled => {
    const points = [...new Set(parts.flatMap((part) => part.points))];
    const half = [...new Set(parts.flatMap((part) => part.half ?? []))].filter((id) => !points.includes(id));
    return { question: question.id, answer, kind, score: 0, points, half };
  };
  const strung = Array.from({ length: STRUNG }, () => {
    const parts = Array.from({ length: 1 + Math.floor(random() * 3.2) }, () => pick(short));
    const talk = random() < 0.5 ? Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(filler)) : [];
    const sentences = [...parts.map(({ answer }) => answer), ...talk].sort(() => random() - 0.5).map(withoutStop);
    return label('right', sentences.join(talk.length > 0 ? '. ' : pick(SEPARATORS)), parts);
  });
  const denied = Array.from({ length: DENIED }, () => {
    const parts = Array.from({ length: 2 + Math.floor(random() * 2) }, () => withoutStop(pick(short).answer));
    return label('negated', deny(parts, random), []);
  });
  const foreign = others.filter((one) => one.score > 0 && !areRelated(one.question, question.id));
  // Whole model answers of any other question: parts of them may be right here, the whole never is.
  const wholes = others.filter(({ score }) => score === 100).map(({ answer }) => label('offtopic', answer, []));
  const offTopic = Array.from({ length: OFF_TOPIC }, () => {
    const { question: from } = pick(foreign);
    const same = foreign.filter((one) => one.question === from);
    const sentences = Array.from({ length: 1 + Math.floor(random() * 4) }, () => withoutStop(pick(same).answer));
    return label('offtopic', sentences.join('. '), []);
  });
  const strangers = Array.from({ length: ELSEWHERE }, () => label('offtopic', pick(elsewhere), []));
  const fromPoints = Array.from({ length: FROM_POINTS }, () => {
    const chosen = question.points.filter(() => random() < 0.55).sort(() => random() - 0.5);
    return { ...label('stated', chosen.map(({ text }) => text).join(' '), []), points: chosen.map(({ id }) => id) };
  });
  return [
    ...strung,
    ...denied,
    ...wholes,
    ...offTopic,
    ...strangers,
    ...fromPoints.filter(({ answer }) => answer !== ''),
  ];
}

const withoutStop = (sentence: string): string => sentence.replace(/[.;]+$/, '');

function deny(statements: string[], random: () => number): string {
  const [first = '', ...rest] = statements;
  switch (Math.floor(random() * 4)) {
    case 0:
      return `It's not true that ${statements.join(', nor that ')}.`;
    case 1:
      return `${statements.map((statement) => `"${statement}"`).join(', ')}: none of that is right.`;
    case 2:
      return `I wouldn't say that ${first}. ${rest.map((statement) => `It's wrong that ${statement}`).join('. ')}.`;
    default:
      return `${statements.map((statement) => `${statement}? No, that's a myth`).join('. ')}.`;
  }
}
