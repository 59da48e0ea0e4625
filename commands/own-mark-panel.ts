import type { Attempt } from '../src/core/practice/attempt.ts';
import { ownMarkOf, ownScore } from '../src/core/practice/own-mark.ts';
import { quiz as texts } from '../src/core/texts/index.ts';
import { fitText } from '../src/discord/fit-text.ts';
import { escaped } from '../src/discord/markdown.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import { quizIds } from './quiz-ids.ts';

/** Four components a point: Discord takes 40 in a message. */
const MAX_POINTS = 8;
const MAX_ANSWER = 1000;

/** The learner's answer, and each point to be marked by themselves: said or missed. */
export function ownMarkPanel(attempt: Attempt) {
  const { asked, answer, mark, person: owner, id } = attempt;
  const score = ownScore(attempt);
  const points = asked.points.slice(0, MAX_POINTS).flatMap((point, index) => {
    const own = ownMarkOf(attempt, point.id);
    const grader = mark.points.find((marked) => marked.id === point.id)?.made ?? 0;
    const choose = (label: string, made: 0 | 1) =>
      button(label, quizIds.ownPoint.build({ owner, attempt: id, index, made: `${made}` }), { primary: own === made });
    return [
      text(texts.ownLine(point.text, own, grader)),
      buttons(choose(texts.ownMade, 1), choose(texts.ownMissed, 0)),
    ];
  });
  const parts = [
    text(`${texts.ownHeading}\n${texts.ownText}`),
    text(`${texts.yourAnswer}\n${escaped(answer, MAX_ANSWER)}`),
    ...points,
    score === undefined ? undefined : text(texts.markedByYou(score)),
  ];
  return panel(...fitText(parts.filter((part) => part !== undefined)));
}
