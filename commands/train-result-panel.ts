import { type APIMediaGalleryComponent, ComponentType } from 'discord.js';
import { cut } from '../src/core/text.ts';
import { trainRun as texts } from '../src/core/texts/index.ts';
import { adviseOn } from '../src/core/training/advice.ts';
import type { Job } from '../src/core/training/job.ts';
import { about, accuracyOf, shareOf, withCommas } from '../src/core/training/wording.ts';
import { escaped, plain } from '../src/discord/markdown.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import type { Receipt } from '../src/training/receipt.ts';
import type { RunResult } from '../src/training/run-results.ts';
import { quizIds } from './quiz-ids.ts';
import { trainIds } from './train-ids.ts';

interface ResultView {
  job: Job;
  result: RunResult;
  /** The new message mentions its owner; a reopened result does not. */
  mentions: boolean;
  /** In a channel, where the pictures are shown only if their owner wants it. */
  isPublic: boolean;
  /** Id of the lesson that teaches this. */
  lesson: string | undefined;
}

/** What came of a run. */
export function resultPanel({ job, result, mentions, isPublic, lesson }: ResultView) {
  const { receipt } = result;
  const { person: owner, id: run } = job;
  const last = receipt.stages.at(-1);
  const title = plain(job.title, 80);
  const top = [
    mentions ? texts.finished(owner) : undefined,
    last ? texts.headline(title, last.correct, last.tested) : `## ${title}`,
    escaped(adviseOn(receipt), 500),
  ];
  const { weights, engine, split } = receipt;
  const small = [
    texts.range,
    texts.small(last?.tested ?? 0, texts.kinds[split.kind] ?? split.kind),
    texts.madeWith({ weights: weights.name, size: weights.size, ...engine, device: plain(engine.device, 60) }),
    isPublic && result.pictures.length > 0 ? texts.picturesPrivate : undefined,
  ];
  const ref = { owner, run };
  return panel(
    text(top.filter((line) => line !== undefined).join('\n')),
    text(stageLines(receipt).join('\n')),
    text(small.filter((line) => line !== undefined).join('\n')),
    isPublic ? undefined : galleryOf(result.pictures),
    buttons(
      button(texts.classify, trainIds.classify.build(ref), { primary: true }),
      button(texts.addPictures, trainIds.again.build(ref)),
      lesson === undefined ? undefined : button(texts.quizMe, quizIds.topic.build({ lesson, section: '' })),
      isPublic && result.pictures.length > 0 ? button(texts.postHere, trainIds.post.build(ref)) : undefined,
    ),
    buttons(
      button(texts.details, trainIds.details.build(ref)),
      button(texts.download, trainIds.download.build(ref)),
      button(texts.remove, trainIds.remove.build(ref), { danger: true }),
    ),
  );
}

/** One line for what nothing was trained for, two for a stage; in the order of what it cost. */
function stageLines({ stages, baselines }: Receipt): string[] {
  const name = (stage: string): string => texts.stages[stage] ?? stage;
  const [before, ...trained] = stages;
  return [
    ...[before, ...baselines].flatMap((one) => (one ? [texts.stageLine(name(one.name), accuracyOf(one))] : [])),
    ...trained.flatMap((stage) => [
      texts.stageLine(name(stage.name), accuracyOf(stage)),
      texts.stageCost(withCommas(stage.trainable), shareOf(stage.trainable, stage.total), about(stage.seconds)),
    ]),
  ];
}

/** The pictures as one gallery; undefined without any. */
export function galleryOf(pictures: RunResult['pictures']): APIMediaGalleryComponent | undefined {
  if (pictures.length === 0) return undefined;
  const items = pictures
    .slice(0, 10)
    .map(({ name, alt }) => ({ media: { url: `attachment://${name}` }, description: cut(alt, 1024) }));
  return { type: ComponentType.MediaGallery, items };
}
