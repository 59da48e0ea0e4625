import type { APISelectMenuOption } from 'discord.js';
import { type Appeal, MAX_REASON } from '../src/core/appeals/appeal.ts';
import { falsehoodsOf, type Made, markByRuling, pointsOf } from '../src/core/appeals/ruling.ts';
import type { Course } from '../src/core/course.ts';
import type { Mark } from '../src/core/grading/mark.ts';
import type { Attempt } from '../src/core/practice/attempt.ts';
import { cut } from '../src/core/text.ts';
import { quiz as quizTexts, appeal as texts } from '../src/core/texts/index.ts';
import { fitText } from '../src/discord/fit-text.ts';
import { escaped, plain, quoted, quotedLines } from '../src/discord/markdown.ts';
import { button, buttons, divider, type PanelPart, panel, text } from '../src/discord/panel.ts';
import { choiceSelect } from '../src/discord/selects.ts';
import { settingsIds } from './settings-ids.ts';

/** Discord takes 40 components in a message: two for each point and falsehood that can be ruled on. */
const MAX_RULED = 13;
const MAX_ANSWER = 1200;
const MAX_POINT = 220;

interface AppealView {
  appeal: Appeal;
  attempt: Attempt;
  course: Course;
}

/** An appeal as its readers see it: everything they need, no name, and the points to award as long as it is open. */
export function appealPanel({ appeal, attempt, course }: AppealView) {
  // As it was contested: the attempt's mark may be corrected already.
  const contested = { ...attempt, mark: attempt.corrected?.from ?? attempt.mark };
  const { asked, answer, lessonId } = attempt;
  const lesson = course.lesson(lessonId)?.title ?? lessonId;
  const parts = [
    `${texts.header(plain(lesson, 60))}\n### ${asked.text}`,
    `${texts.theAnswer}\n${quotedLines(cut(answer, MAX_ANSWER))}`,
    `${texts.theReason}\n${quotedLines(cut(appeal.reason, MAX_REASON))}`,
    [texts.theMark(appeal.score), ...markLines(contested)].join('\n'),
  ];
  const below = appeal.decision ? [text(decisionText(appeal, contested))] : ruleParts(appeal, contested);
  return panel(...fitText([...parts.map(text), divider(), ...below]));
}

const sentenceOf = (point: { text: string } | undefined, fallback: string): string =>
  plain(point?.text ?? fallback, MAX_POINT);

function markLines(attempt: Attempt): string[] {
  const { mark, answer } = attempt;
  const asked = pointsOf(attempt);
  const quote = (span: { start: number; end: number } | undefined): string[] =>
    span ? [quoted(answer.slice(span.start, span.end))] : [];
  const points = mark.points.flatMap(({ id, made, span }, index) => [
    texts.point(index + 1, made, sentenceOf(asked[index], id)),
    ...quote(span),
  ]);
  const falsehoods = falsehoodsOf(mark).flatMap((sentence, index) => [
    texts.falsehood(mark.points.length + index + 1, sentence && plain(sentence, MAX_POINT)),
    ...quote(mark.misconceptions[index]?.span),
  ]);
  return [...points, ...falsehoods];
}

function ruleParts(appeal: Appeal, attempt: Attempt): PanelPart[] {
  const { id, score } = appeal;
  const after = markByRuling(attempt, appeal.ruling);
  const isHigher = after.score > score;
  const notes = [
    texts.byPoints(score, after.score),
    ...(after.score === score ? [] : [sumLine(after)]),
    ...(isHigher ? [] : [texts.notHigher]),
  ];
  const row = buttons(
    button(
      isHigher ? texts.acceptWith(after.score) : texts.accept,
      settingsIds.accept.build({ appeal: id, score: after.score }),
      {
        primary: true,
        disabled: !isHigher,
      },
    ),
    button(texts.reject, settingsIds.reject.build({ appeal: id }), { danger: true }),
    attempt.answer.length > MAX_ANSWER
      ? button(texts.wholeAnswer, settingsIds.wholeAnswer.build({ appeal: id }))
      : undefined,
  );
  return [...ruleSelects(appeal, attempt), text(notes.join('\n')), ...(row ? [row] : [])];
}

function ruleSelects({ id: appeal, ruling }: Appeal, attempt: Attempt): PanelPart[] {
  const asked = pointsOf(attempt);
  const ofPoints = attempt.mark.points.map(({ id, made: before }, index) => {
    const now = ruling.made[index] ?? before;
    const option = (made: Made): APISelectMenuOption => ({
      label: texts.madeOption(index + 1, made),
      value: String(made),
      description: cut(asked[index]?.text ?? id, 100),
      default: made === now,
    });
    const customId = settingsIds.made.build({ appeal, index });
    return choiceSelect({ customId, placeholder: texts.madeOption(index + 1, now), options: texts.points.map(option) });
  });
  const ofFalsehoods = falsehoodsOf(attempt.mark).map((sentence, index) => {
    const now = ruling.stated[index] !== false;
    const number = attempt.mark.points.length + index + 1;
    const option = (stated: boolean): APISelectMenuOption => ({
      label: texts.statedOption(number, stated),
      value: String(stated),
      description: cut(sentence ?? texts.cappedOption, 100),
      default: stated === now,
    });
    const customId = settingsIds.stated.build({ appeal, index });
    return choiceSelect({ customId, placeholder: texts.statedOption(number, now), options: [true, false].map(option) });
  });
  return [...ofPoints, ...ofFalsehoods].slice(0, MAX_RULED);
}

/** The sum in one line, with numbers instead of sentences. */
function sumLine({ sum, points, misconceptions }: Mark): string {
  const nameOf = (about: string | undefined): string => {
    const index = points.findIndex(({ id }) => id === about);
    if (index >= 0) return `${index + 1}`;
    const stated = misconceptions.findIndex(({ text: sentence }) => sentence === about);
    return stated >= 0 ? `${points.length + stated + 1}` : '';
  };
  return `-# ${sum.map((line) => quizTexts.sumLine(line, nameOf(line.about))).join(' · ')}`;
}

function decisionText({ decision, score, ruling }: Appeal, contested: Attempt): string {
  if (decision?.is === 'accepted') {
    const sum = sumLine(markByRuling(contested, ruling));
    return `${texts.decidedAccepted(decision.by, score, decision.score)}\n${sum}`;
  }
  if (decision?.is === 'rejected') return texts.decidedRejected(decision.by, escaped(decision.reason, MAX_REASON));
  return '';
}

/** Where an appeal stands, for its learner. */
export function standingPanel({ at, reason, score, decision }: Appeal, { asked }: Attempt) {
  const standing = (): string => {
    if (!decision) return texts.waiting(Math.floor(Date.parse(at) / 1000));
    if (decision.is === 'accepted') return texts.accepted(score, decision.score);
    return texts.rejected(score, escaped(decision.reason, MAX_REASON));
  };
  return panel(
    text(`${texts.standingHeading(plain(asked.text, 300))}\n${standing()}`),
    text(texts.yourReason(escaped(reason, MAX_REASON))),
  );
}
