import { UserError } from '../src/core/errors.ts';
import { trainRun as texts } from '../src/core/texts/index.ts';
import type { Job } from '../src/core/training/job.ts';
import { listThatFits, sureness } from '../src/core/training/wording.ts';
import { code, plain } from '../src/discord/markdown.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import { PICTURE_LIMITS } from '../src/training/images.ts';
import { type Attachment, type FetchAttachment, readWhole } from '../src/training/intake/fetch-attachment.ts';
import type { TrainQueue } from '../src/training/jobs/queue.ts';
import { PictureError } from '../src/training/picture-error.ts';
import type { RunMessages } from '../src/training/run-messages.ts';
import type { Classified, RunResults } from '../src/training/run-results.ts';
import { bar } from './mark-panel.ts';
import { trainIds } from './train-ids.ts';
import { type Asking, answer } from './train-replies.ts';
import { galleryOf } from './train-result-panel.ts';

interface PredictDeps {
  queue: Pick<TrainQueue, 'get'>;
  results: RunResults;
  places: RunMessages;
  fetchAttachment: FetchAttachment;
}

/** Under this lead of the first class over the second the answer is a guess. */
const CLOSE = 0.2;

/** Lets a run's network classify a picture, and shows where it looked. The interaction has been deferred. */
export async function classify(
  deps: PredictDeps,
  interaction: Asking,
  job: Job,
  attachment: Attachment,
): Promise<void> {
  const { queue, results, places, fetchAttachment } = deps;
  try {
    const picture = await readWhole(fetchAttachment(attachment, PICTURE_LIMITS.bytes));
    const classified = await results.classify(job.id, picture);
    const { heatMap } = classified;
    // Deleted meanwhile: an answer now would be left behind.
    if (!(await queue.get(job.id))) throw new UserError(texts.unknownRun);
    await answer(interaction, classifiedPanel(job, classified), { job, places, files: heatMap ? [heatMap] : [] });
  } catch (error: unknown) {
    if (!(error instanceof PictureError)) throw error;
    throw new UserError(texts.notClassified(code(attachment.name, 40), error.message));
  }
}

function classifiedPanel({ person: owner, id: run, classes }: Job, { classes: found, heatMap }: Classified) {
  const [best, second] = found;
  const lines = found.map(
    ({ name, share }) => `${bar(Math.round(share * 10) * 10)} ${texts.otherClass(plain(name, 45), sureness(share))}`,
  );
  const isClose = best && second && best.share - second.share < CLOSE;
  return panel(
    text(best ? texts.classified(plain(best.name, 45), sureness(best.share)) : ''),
    text(lines.join('\n')),
    isClose ? text(texts.unsure) : undefined,
    heatMap && galleryOf([heatMap]),
    buttons(button(texts.classifyAnother, trainIds.classify.build({ owner, run }))),
    text(
      texts.onlyKnows(
        listThatFits(
          classes.map((name) => plain(name, 45)),
          300,
        ),
      ),
    ),
  );
}
