import type { Course } from '../src/core/course.ts';
import {
  deadlineMs,
  type Interview,
  MAX_QUESTIONS,
  MIN_QUESTIONS,
  openTurn,
  type Turn,
} from '../src/core/practice/interview.ts';
import type { Scorecard } from '../src/core/practice/scorecard.ts';
import { topicOf, topicsOf } from '../src/core/practice/topics.ts';
import { DIFFICULTIES, type Question } from '../src/core/question.ts';
import { cut } from '../src/core/text.ts';
import { interview as texts } from '../src/core/texts/index.ts';
import { fitText } from '../src/discord/fit-text.ts';
import { plain } from '../src/discord/markdown.ts';
import { button, buttons, divider, multiSelect, type PanelPart, panel, select, text } from '../src/discord/panel.ts';
import type { InterviewSettings } from '../src/practice/interview-records.ts';
import { interviewIds } from './interview-ids.ts';
import { lessonIds } from './lesson-ids.ts';
import { bar } from './mark-panel.ts';

/** Stands for "any" and "none" where a select needs a value. */
export const ANY = 'any';
/** Seconds; undefined is no limit. */
const LIMITS = [undefined, 60, 120, 180, 300];
const MAX_TO_READ = 3;
const MAX_LABEL = 40;

interface SetupView {
  settings: InterviewSettings;
  course: Course;
  /** The id that the interview will have. */
  id: string;
  /** The latest interview, to look at its scorecard again. */
  last: Interview | undefined;
}

/** What the interview will be about; everything has a default, so that Start alone is enough. */
export function setupPanel({ settings, course, id, last }: SetupView) {
  const { person: owner, count, topics, difficulty, secondsPerTurn } = settings;
  const all = topicsOf(course);
  const counts = Array.from({ length: MAX_QUESTIONS - MIN_QUESTIONS + 1 }, (_, index) => MIN_QUESTIONS + index);
  const choice = (label: string, value: string, chosen: boolean) => ({ label, value, default: chosen });
  return panel(
    text(`${texts.setupHeading}\n${texts.setupText}`),
    select(
      interviewIds.count.build({ owner }),
      texts.countPlaceholder,
      counts.map((number) => choice(texts.count(number), String(number), number === count)),
    ),
    all.length < 2
      ? undefined
      : multiSelect(
          interviewIds.topics.build({ owner }),
          texts.topicsPlaceholder,
          all.map((topic) => choice(topic.title, topic.id, topics.includes(topic.id))),
        ),
    select(interviewIds.difficulty.build({ owner }), texts.difficultyPlaceholder, [
      choice(texts.anyDifficulty, ANY, difficulty === undefined),
      ...DIFFICULTIES.map((one) => choice(one, one, one === difficulty)),
    ]),
    select(
      interviewIds.limit.build({ owner }),
      texts.limitPlaceholder,
      LIMITS.map((limit) => choice(texts.limit(limit), String(limit ?? ANY), limit === secondsPerTurn)),
    ),
    buttons(
      button(texts.start, interviewIds.start.build({ owner, interview: id }), { primary: true }),
      last && button(texts.lastScorecard, interviewIds.scorecard.build({ owner, interview: last.id })),
    ),
  );
}

interface TurnView {
  interview: Interview;
  course: Course;
  note: string | undefined;
  /** Stands at the end. */
  extra: PanelPart | undefined;
}

/** The question, or the follow-up, that waits for an answer; undefined when there is none. */
export function openTurnPanel(view: TurnView) {
  const open = openTurn(view.interview);
  const question = open && view.course.question(open.turn.questionId);
  return question && turnPanel(view, question, open);
}

function turnPanel(
  { interview, course, note, extra }: TurnView,
  question: Question,
  { turn, number }: { turn: Turn; number: number },
) {
  const ref = { owner: interview.person, interview: interview.id, turn: number };
  const place = interview.questionIds.indexOf(turn.questionId) + 1;
  const of = interview.questionIds.length;
  const deadline = deadlineMs(interview, turn);
  const header =
    turn.cue === undefined ? texts.header(place, of, topicOf(course, question).title) : texts.followUpHeader(place, of);
  const below = [
    deadline === undefined ? undefined : texts.deadline(Math.floor(deadline / 1000)),
    turn.cue === undefined ? undefined : texts.added,
    note,
  ].filter((line) => line !== undefined);
  return panel(
    text(header),
    text(`### ${question.text}\n${turn.cue === undefined ? texts.instructions : texts.followUp(turn.cue)}`),
    buttons(
      button(texts.answer, interviewIds.answer.build(ref), { primary: true }),
      button(texts.skip, interviewIds.skip.build(ref)),
      button(texts.end, interviewIds.end.build(ref), { danger: true }),
    ),
    below.length === 0 ? undefined : text(below.join('\n')),
    extra,
  );
}

interface ScorecardView {
  interview: Interview;
  card: Scorecard;
  course: Course;
  note: string | undefined;
  chart: PanelPart | undefined;
  extra: PanelPart | undefined;
}

/** How it went: the marks by topic and by question, what was strong and weak, and what to read. */
export function scorecardPanel({ interview, card, course, note, chart, extra }: ScorecardView) {
  const { person: owner, id } = interview;
  const wasCutShort = interview.turns.at(-1)?.outcome === undefined;
  const next = buttons(
    wasCutShort ? button(texts.goOn, interviewIds.goOn.build({ owner, interview: id })) : undefined,
    button(texts.again, interviewIds.setup.build({ owner })),
  );
  if (card.results.length === 0) return panel(text(texts.nothingAnswered), next);
  const notes = [note, card.notAsked > 0 ? texts.notAsked(card.notAsked) : undefined, texts.note];
  const parts = [
    text(`${texts.scoreHeading(card.score)}\n${topicLines(card)}`),
    chart,
    divider(),
    text(card.results.map(questionLine).join('\n')),
    ...pointTexts(card),
    markSelect(owner, card),
    ...readButtons(card, course),
    text(notes.filter((line) => line !== undefined).join('\n')),
    next,
    extra,
  ];
  return panel(...fitText(parts.filter((part) => part !== undefined)));
}

const topicLines = ({ topics }: Scorecard): string =>
  topics
    .map(({ title, score, questions }) => `${bar(score)} ${texts.topicLine(plain(title, 60), score, questions)}`)
    .join('\n');

type Result = Scorecard['results'][number];

function questionLine({ text: asked, score, firstScore, lateSeconds, attempt }: Result): string {
  return texts.questionLine({ score, firstScore, lateSeconds, question: plain(asked, 90), skipped: !attempt });
}

function pointTexts({ strongest, weakest }: Scorecard): (PanelPart | undefined)[] {
  return [
    strongest === undefined ? undefined : text(`${texts.strongest}\n✅ ${strongest}`),
    weakest === undefined ? undefined : text(`${texts.weakest}\n❌ ${weakest}`),
  ];
}

function markSelect(owner: string, { results }: Scorecard): PanelPart | undefined {
  const options = results.flatMap(({ attempt, score, text: asked }) =>
    attempt ? [{ label: `${score} · ${asked}`, value: attempt.id }] : [],
  );
  return options.length === 0 ? undefined : select(interviewIds.mark.build({ owner }), texts.openMark, options);
}

/** One button for each section that teaches what was weak, weakest first. */
function readButtons({ toRead }: Scorecard, course: Course): (PanelPart | undefined)[] {
  const bySection = new Map<string, { question: string; title: string }>();
  for (const id of toRead) {
    const question = course.question(id);
    const section = course.lesson(question?.lessonId ?? '')?.sections.find((one) => one.id === question?.see);
    const key = `${question?.lessonId}/${section?.id}`;
    if (section && !bySection.has(key)) bySection.set(key, { question: id, title: section.title });
  }
  const shown = [...bySection.values()].slice(0, MAX_TO_READ);
  if (shown.length === 0) return [];
  const row = shown.map(({ question, title }) => button(cut(title, MAX_LABEL), lessonIds.why.build({ question })));
  return [text(texts.read), buttons(...row)];
}
