import type { Course } from '../src/core/course.ts';
import { type Mark, type PointMark, SURE_FROM } from '../src/core/grading/mark.ts';
import type { Attempt } from '../src/core/practice/attempt.ts';
import { isForeign } from '../src/core/practice/language.ts';
import { ownScore } from '../src/core/practice/own-mark.ts';
import { cut } from '../src/core/text.ts';
import { appeal as appealTexts, quiz as texts } from '../src/core/texts/index.ts';
import { fitText } from '../src/discord/fit-text.ts';
import { escaped, plain, quoted, spoiler } from '../src/discord/markdown.ts';
import { button, buttons, divider, MAX_TEXT, type PanelPart, panel, text } from '../src/discord/panel.ts';
import { lessonIds } from './lesson-ids.ts';
import { quizIds } from './quiz-ids.ts';

const BAR_LENGTH = 10;
const MAX_QUOTE = 80;
const MAX_MODEL_ANSWER = 1500;
const MAX_OWN_ANSWER = 700;

/** Whether a mark can be contested, or is already. */
export type Contest = 'may' | 'did' | undefined;

export interface MarkView {
  attempt: Attempt;
  course: Course;
  /** In a server, as long as it was not shared. */
  canShare: boolean;
  /** The learner's own text, for a mark that is reopened. */
  withAnswer?: boolean;
  contest?: Contest;
  /** Stands below the mark's own buttons. */
  extra?: PanelPart | undefined;
}

/** The mark of an answer: what was made and by which words, what is missing, what is false, and where to go next. */
export function markPanel(view: MarkView) {
  const { attempt, course, withAnswer = false, extra } = view;
  const { mark, asked } = attempt;
  const missed = asked.points.filter((_, index) => (mark.points[index]?.made ?? 0) === 0);
  const parts: (string | undefined)[] = [
    `-# ${plain(course.lesson(attempt.lessonId)?.title ?? attempt.lessonId, 60)} › ${plain(asked.text, 160)}`,
    `${texts.heading(mark)}\n${bar(mark.score)} ${texts.pointsMade(pointsMade(mark), mark.points.length)}`,
    correctedLine(attempt),
    ownLine(attempt),
    unreadLine(attempt),
    withAnswer || attempt.answer === '' ? ownAnswer(attempt.answer) : undefined,
    madeLines(attempt).join('\n') || undefined,
    misconceptionLines(attempt).join('\n\n') || undefined,
  ];
  const needed =
    missed.length > 0 ? `${texts.sayThisToo}\n${missed.map(({ text }) => `❌ ${text}`).join('\n')}` : undefined;
  const after = [needed ?? texts.nothingMissed, modelAnswer(attempt), askedNext(attempt, course), status(attempt)];
  const above = parts.filter((part) => part !== undefined).map(text);
  const below = after.filter((part) => part !== undefined).map(text);
  return panel(...fitText([...above, divider(), ...below]), ...markButtons(view), extra);
}

/** Whether the offline grader stands for the mark; it reads English words only. */
const isOffline = ({ model, corrected }: Attempt): boolean => model === undefined && corrected === undefined;
const isUnread = (attempt: Attempt): boolean => isOffline(attempt) && isForeign(attempt.answer);
const isSure = (attempt: Attempt): boolean => attempt.mark.confidence >= SURE_FROM && !isUnread(attempt);

/** Whether the learner is asked to judge: the grader is unsure, or cannot read the language. */
const needsOwnMark = (attempt: Attempt): boolean =>
  attempt.answer !== '' && attempt.asked.points.length > 0 && !isSure(attempt);

/** Why the answer could not be read. */
function unreadLine(attempt: Attempt): string | undefined {
  if (isUnread(attempt)) return texts.notEnglish;
  return attempt.answer !== '' && !/[\p{L}\p{N}]/u.test(attempt.answer) ? texts.noWords : undefined;
}

function correctedLine({ corrected, mark }: Attempt): string | undefined {
  return corrected && appealTexts.corrected(corrected.from.score, mark.score);
}

/** An interviewer goes deeper where the answer was strong. */
function askedNext({ mark, questionId }: Attempt, course: Course): string | undefined {
  const followUp = course.question(questionId)?.followUp;
  return mark.band === 3 && followUp !== undefined ? texts.askedNext(followUp) : undefined;
}

function ownLine(attempt: Attempt): string | undefined {
  const score = ownScore(attempt);
  return score === undefined ? undefined : texts.markedByYou(score);
}

/** A copy for everybody: the learner's words and the model answer stay behind spoilers. */
export function sharedPanel(attempt: Attempt, name: string) {
  const { mark, asked } = attempt;
  return panel(
    text(texts.shared(plain(name, 40), `${bar(mark.score)} ${mark.score} of 100`)),
    text(`### ${plain(asked.text, 300)}`),
    text(`${texts.sharedAnswer}\n${spoiler(escaped(attempt.answer || texts.dontKnow, MAX_OWN_ANSWER))}`),
    buttons(button(texts.tryNow, quizIds.tryIt.build({ question: attempt.questionId }), { primary: true })),
  );
}

/** "How marked?": a sum that adds up to the score. */
export function howMarkedPanel({ mark, asked }: Attempt) {
  const nameOf = (about: string | undefined): string => {
    const point = asked.points.find(({ id }) => id === about);
    return plain(point?.text ?? about ?? '', 160);
  };
  const lines = mark.sum.map((line) => texts.sumLine(line, nameOf(line.about)));
  return panel(
    text(texts.sumHeading(mark.score)),
    text(cut([...lines, texts.sumTotal(mark.score)].join('\n'), MAX_TEXT - 500)),
    text(texts.sumNote),
  );
}

/** A score as a bar of text. */
export function bar(score: number): string {
  const full = Math.floor((score * BAR_LENGTH) / 100);
  return '▰'.repeat(full) + '▱'.repeat(BAR_LENGTH - full);
}

const pointsMade = (mark: Mark): number => mark.points.reduce((sum, { made }) => sum + made, 0);

function ownAnswer(answer: string): string {
  return answer === '' ? texts.didNotKnow : `${texts.yourAnswer}\n${escaped(answer, MAX_OWN_ANSWER)}`;
}

function madeLines({ mark, asked, answer }: Attempt): string[] {
  const quote = ({ span }: PointMark): string[] =>
    span ? [quoted(answer.slice(span.start, span.end), MAX_QUOTE)] : [];
  return mark.points.flatMap((point, index) => {
    if (point.made === 0) return [];
    const sentence = asked.points[index]?.text ?? point.id;
    return [point.made === 1 ? `✅ ${sentence}` : `🟡 ${texts.half} ${sentence}`, ...quote(point)];
  });
}

function misconceptionLines({ mark, answer }: Attempt): string[] {
  return mark.misconceptions.map(({ span, truth }) =>
    texts.misconception(`“${plain(answer.slice(span.start, span.end), MAX_QUOTE)}”`, truth),
  );
}

function modelAnswer({ asked }: Attempt): string {
  return `${texts.modelAnswer}\n${spoiler(cut(asked.modelAnswer, MAX_MODEL_ANSWER))}`;
}

function status(attempt: Attempt): string {
  const { mark, counts, nextDue, model, corrected } = attempt;
  const backAtSeconds = nextDue === undefined ? undefined : Math.floor(Date.parse(nextDue) / 1000);
  const line = texts.status({
    counts,
    sure: isSure(attempt),
    backAtSeconds,
    model,
    corrected: corrected !== undefined,
  });
  return mark.rough ? `${line}\n${texts.rough}` : line;
}

function markButtons({ attempt, course, canShare, contest }: MarkView): ReturnType<typeof buttons>[] {
  const { person: owner, id } = attempt;
  const see = course.question(attempt.questionId)?.see;
  return [
    buttons(
      button(texts.improve, quizIds.improve.build({ owner, attempt: id }), { primary: true }),
      button(texts.next, quizIds.next.build({ owner })),
      see === undefined ? undefined : button(texts.readWhy, lessonIds.why.build({ question: attempt.questionId })),
    ),
    buttons(
      button(texts.howMarked, quizIds.howMarked.build({ owner, attempt: id })),
      needsOwnMark(attempt) ? button(texts.markYourself, quizIds.own.build({ owner, attempt: id })) : undefined,
      contest &&
        button(
          contest === 'may' ? appealTexts.contest : appealTexts.yours,
          quizIds.contest.build({ owner, attempt: id }),
        ),
      canShare ? button(texts.share, quizIds.share.build({ owner, attempt: id })) : undefined,
    ),
  ];
}
