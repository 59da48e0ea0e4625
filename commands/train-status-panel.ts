import { countTrainable, STRATEGIES } from '../models/freezing.ts';
import { trainRun as texts } from '../src/core/texts/index.ts';
import type { Job, TrainProgress } from '../src/core/training/job.ts';
import { about, withCommas } from '../src/core/training/wording.ts';
import { plain } from '../src/discord/markdown.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import { bar } from './mark-panel.ts';
import { leftOutLine } from './train-draft-panels.ts';
import { trainIds } from './train-ids.ts';

export interface StatusView {
  job: Job;
  progress?: TrainProgress | undefined;
  /** Where it stands while it waits. */
  place?: { position: number; waitMs: number } | undefined;
  /** In a channel: what the files are called is the learner's own business. */
  isPublic?: boolean | undefined;
}

const MAX_LEFT_OUT = 500;
/** What is done when every stage is through; else what is no stage comes before them. */
const AFTER_STAGES: readonly string[] = ['all pictures', 'drawing pictures', 'done'];

/** How a run goes. */
export function statusPanel({ job, progress, place, isPublic = false }: StatusView) {
  const { person: owner, id: run, leftOut, state } = job;
  const isActive = state === 'waiting' || state === 'running';
  const lines = [
    texts.ready(job.pictures, leftOut.length),
    ...(isActive ? goingOn(job, progress, place) : [endOf(job)]),
    leftOut.length > 0 && !isPublic && isActive ? leftOutLine(leftOut, MAX_LEFT_OUT) : undefined,
  ].filter((line) => line !== undefined);
  const next = isActive
    ? button(texts.cancel, trainIds.cancel.build({ owner, run }))
    : button(texts.startAgain, trainIds.start.build({ owner }));
  return panel(
    text(`${headingOf(job)}\n${lines.join('\n')}`),
    isActive ? text(leftText(progress)) : undefined,
    state === 'done' ? undefined : buttons(next),
  );
}

function headingOf({ state, title }: Job): string {
  const headings = {
    waiting: texts.waiting,
    running: texts.training,
    done: texts.done,
    failed: texts.failed,
    cancelled: texts.cancelled,
  };
  return headings[state](plain(title, 80));
}

function endOf({ state, reason }: Job): string {
  if (state === 'done') return texts.doneBelow;
  return state === 'cancelled' ? texts.cancelledHow : (reason ?? '');
}

function goingOn(job: Job, progress: TrainProgress | undefined, place: StatusView['place']): (string | undefined)[] {
  if (job.state === 'waiting') return place ? [texts.place(place.position, about(place.waitMs / 1000))] : [];
  if (!progress) return [texts.starting];
  const phases = STRATEGIES[job.strategy];
  const isAfter = AFTER_STAGES.includes(progress.step);
  const now = isAfter ? phases.length : phases.findIndex(({ name }) => name === progress.step);
  const marks = phases.map((phase, i) => {
    const name = texts.stages[phase.name] ?? phase.name;
    const count = withCommas(countTrainable(phase, job.classes.length));
    return i > now ? texts.laterPhase(name, count) : texts.phase(i === now ? '▶️' : '✅', name, count);
  });
  const step = now in phases ? undefined : texts.step(texts.steps[progress.step] ?? progress.step);
  const { round, rounds, epoch, epochs, loss, accuracy } = progress;
  const where = [
    round !== undefined && rounds !== undefined ? texts.round(round, rounds) : undefined,
    epoch !== undefined && epochs !== undefined ? texts.epoch(epoch, epochs) : undefined,
  ].filter((part) => part !== undefined);
  const fit = texts.fit(loss?.toPrecision(2), accuracy === undefined ? undefined : Math.round(accuracy * 100));
  return [
    ...marks.slice(0, now + 1),
    step,
    `${bar(progress.fraction * 100)} ${where.join(', ')}`.trim(),
    fit === '' ? undefined : fit,
    ...marks.slice(now + 1),
  ];
}

const leftText = (progress: TrainProgress | undefined): string =>
  progress?.secondsLeft === undefined ? texts.willTell : texts.left(about(progress.secondsLeft));
