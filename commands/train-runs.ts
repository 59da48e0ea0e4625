import type { ButtonInteraction } from 'discord.js';
import { UserError } from '../src/core/errors.ts';
import { trainRun as texts } from '../src/core/texts/index.ts';
import type { Job } from '../src/core/training/job.ts';
import { type Action, on } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { button, buttons, fileOf, panel, text } from '../src/discord/panel.ts';
import type { FetchAttachment } from '../src/training/intake/fetch-attachment.ts';
import type { TrainQueue } from '../src/training/jobs/queue.ts';
import type { RunMessages } from '../src/training/run-messages.ts';
import type { RunResults } from '../src/training/run-results.ts';
import { detailsPanel, RECEIPT_FILE } from './train-details.ts';
import { classifyForm, FIELDS } from './train-forms.ts';
import { trainIds } from './train-ids.ts';
import type { TrainMessages } from './train-messages.ts';
import { classify } from './train-predict.ts';
import { type Asking, answer, think } from './train-replies.ts';
import { galleryOf, resultPanel } from './train-result-panel.ts';
import { statusPanel } from './train-status-panel.ts';

export interface RunDeps {
  queue: TrainQueue;
  messages: TrainMessages;
  places: RunMessages;
  results: RunResults;
  fetchAttachment: FetchAttachment;
  /** Id of the lesson that teaches this. */
  lesson: string | undefined;
  /** A new short token of letters and digits. */
  nonce: () => string;
}

/** @throws UserError when it is gone, or somebody else's */
export async function findRun({ queue }: Pick<RunDeps, 'queue'>, person: string, run: string): Promise<Job> {
  const job = await queue.get(run);
  if (job?.person !== person) throw new UserError(texts.unknownRun);
  return job;
}

/** Opens a run as it is: its result, or how it goes. The interaction has been deferred. */
export async function openRun(deps: RunDeps, interaction: Asking, job: Job): Promise<void> {
  const { results, places, messages, lesson } = deps;
  if (job.state !== 'done') {
    await answer(interaction, await messages.status(job), { job, places });
    return;
  }
  const result = await results.read(job.id);
  const view = resultPanel({ job, result, mentions: false, isPublic: false, lesson });
  await answer(interaction, view, { job, places, files: result.pictures });
}

/** Sends what trained as files. The interaction has been deferred. */
export async function sendDownload({ results, places }: RunDeps, interaction: Asking, job: Job): Promise<void> {
  const files = await results.download(job.id);
  const view = panel(text(texts.downloadText), ...files.map(({ name }) => fileOf(name)));
  await answer(interaction, view, { job, places, files });
}

/** The buttons of a run's messages. */
export function runActions(deps: RunDeps): Action[] {
  const { queue, results, places, nonce } = deps;
  const thinkOf = async (interaction: Asking, { owner, run }: { owner: string; run: string }): Promise<Job> => {
    await think(interaction);
    return findRun(deps, owner, run);
  };
  return [
    on('button', trainIds.cancel, async (interaction, { owner, run }) => {
      const job = await findRun(deps, owner, run);
      await interaction.deferUpdate();
      const cancelled = await queue.cancel(run);
      if (!cancelled) throw new UserError(texts.endedAlready);
      await interaction.editReply(statusPanel({ job: { ...job, ...cancelled } }));
    }),
    on('select', trainIds.open, async (interaction, { owner }) => {
      await openRun(deps, interaction, await thinkOf(interaction, { owner, run: interaction.values[0] ?? '' }));
    }),
    on('button', trainIds.classify, async (interaction, { owner, run }) => {
      const { title } = await findRun(deps, owner, run);
      await interaction.showModal(classifyForm({ owner, run, title: texts.classifyTitle(title) }, nonce()));
    }),
    on('modal', trainIds.classifyForm, async (interaction, args) => {
      const job = await thinkOf(interaction, args);
      const picture = interaction.fields.getUploadedFiles(FIELDS.pictures)?.first();
      if (picture) await classify(deps, interaction, job, picture);
    }),
    on('button', trainIds.details, async (interaction, args) => {
      const job = await thinkOf(interaction, args);
      const receipt = await results.receipt(job.id);
      const files = [{ name: RECEIPT_FILE, data: Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`) }];
      await answer(interaction, detailsPanel(job, receipt), { job, places, files });
    }),
    on('button', trainIds.download, async (interaction, args) => {
      await sendDownload(deps, interaction, await thinkOf(interaction, args));
    }),
    on('button', trainIds.post, (interaction, { owner, run }) => post(deps, interaction, { owner, run })),
    ...removal(deps),
  ];
}

/** Shows a run's pictures to the channel, because its owner wants it. */
async function post(deps: RunDeps, interaction: ButtonInteraction, { owner, run }: { owner: string; run: string }) {
  const job = await findRun(deps, owner, run);
  const { pictures } = await deps.results.read(run);
  await interaction.deferReply();
  const files = pictures.map(({ name, data }) => ({ name, attachment: data }));
  const view = panel(text(`${texts.posted} **${plain(job.title, 80)}**`), galleryOf(pictures));
  const message = await interaction.editReply({ ...view, files });
  await deps.places.add(job, { channel: message.channelId, message: message.id });
}

/** Delete run asks once; then messages, pictures and network go. */
function removal(deps: RunDeps): Action[] {
  const { queue, messages, places } = deps;
  return [
    on('button', trainIds.remove, async (interaction, { owner, run }) => {
      const job = await findRun(deps, owner, run);
      await think(interaction);
      const view = panel(
        text(texts.removeAsk(plain(job.title, 80))),
        buttons(
          button(texts.removeSure, trainIds.removeSure.build({ owner, run }), { danger: true }),
          button(texts.keep, trainIds.keep.build({ owner, run })),
        ),
      );
      await answer(interaction, view, { job, places });
    }),
    on('button', trainIds.keep, async (interaction) => {
      await interaction.update(panel(text(texts.kept)));
    }),
    on('button', trainIds.removeSure, async (interaction, { owner, run }) => {
      const job = await findRun(deps, owner, run);
      await interaction.deferUpdate();
      await queue.remove(run);
      await messages.removeAll(job, interaction.message.id);
      await interaction.editReply(panel(text(texts.removed)));
    }),
  ];
}
