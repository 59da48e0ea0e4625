import type { AutocompleteInteraction, ButtonInteraction, ChatInputCommandInteraction } from 'discord.js';
import { UserError } from '../src/core/errors.ts';
import { nearest } from '../src/core/fuzzy.ts';
import { cut } from '../src/core/text.ts';
import { trainRun as runTexts, train as texts } from '../src/core/texts/index.ts';
import type { Job } from '../src/core/training/job.ts';
import { type Action, type Command, on } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';
import { panel, privateFlag, text } from '../src/discord/panel.ts';
import type { Drafts } from '../src/training/intake/drafts.ts';
import { lessonIds } from './lesson-ids.ts';
import { draftActions, draftView } from './train-draft.ts';
import { showHistory } from './train-history.ts';
import { trainIds } from './train-ids.ts';
import { isStrategy, trainData } from './train-options.ts';
import type { Ordered, OrderedBy, Orders, Samples } from './train-order.ts';
import { classify } from './train-predict.ts';
import { type Asking, answer, linkTo, think } from './train-replies.ts';
import { findRun, type RunDeps, runActions, sendDownload } from './train-runs.ts';

export interface TrainDeps extends RunDeps {
  drafts: Drafts;
  samples: Samples;
  orders: Orders;
}

type Slash = ChatInputCommandInteraction;

/** `/train`: transfer learning on a learner's own pictures. */
export function createTrainCommand(deps: TrainDeps): Command {
  const run: Record<string, (interaction: Slash) => Promise<void>> = {
    start: (interaction) => start(deps, interaction),
    status: (interaction) => status(deps, interaction),
    cancel: (interaction) => cancel(deps, interaction),
    history: (interaction) => showHistory(deps, interaction),
    async predict(interaction) {
      await think(interaction);
      const job = await chosenRun(deps, interaction, isDone);
      await classify(deps, interaction, job, interaction.options.getAttachment('image', true));
    },
    async download(interaction) {
      await think(interaction);
      await sendDownload(deps, interaction, await chosenRun(deps, interaction, isDone));
    },
  };
  return {
    data: trainData(deps.samples.list),
    run: async (interaction) => run[interaction.options.getSubcommand()]?.(interaction),
    autocomplete: (interaction) => suggestRuns(deps, interaction),
    actions: [...draftActions({ ...deps, samples: deps.samples.list }), ...startActions(deps), ...runActions(deps)],
  };
}

/** Shows a learner's data set, or begins one, as a new message of their own. */
async function showDraft({ drafts, samples }: TrainDeps, interaction: ButtonInteraction, note?: string) {
  const view = draftView(await drafts.open(interaction.user.id, undefined), samples.list, note);
  await interaction.reply({ ...view, flags: view.flags | privateFlag(interaction) });
}

async function start(deps: TrainDeps, interaction: Slash): Promise<void> {
  const { orders, drafts, samples } = deps;
  const { options } = interaction;
  const [images, sample] = [options.getAttachment('images'), options.getString('sample')];
  const wanted = options.getString('strategy');
  const strategy = isStrategy(wanted) ? wanted : undefined;
  if (images && sample) throw new UserError(texts.imagesOrSample);
  await think(interaction);
  if (images || sample) {
    const by = { ...orderedBy(interaction), strategy: strategy ?? ('fine-tuning' as const) };
    await acknowledge(deps, interaction, await (images ? orders.zip(images, by) : orders.sample(sample ?? '', by)));
    return;
  }
  const draft = await drafts.open(interaction.user.id, strategy);
  const changed = strategy && (await drafts.setStrategy({ person: draft.person, draft: draft.id }, strategy));
  const note = draft.classes.length > 0 ? texts.draftIsOpen : undefined;
  await interaction.editReply(draftView(changed ?? draft, samples.list, note));
}

function orderedBy({ user, guildId, channelId }: Asking): Omit<OrderedBy, 'strategy'> {
  return { person: user.id, server: guildId ?? undefined, channel: channelId ?? '' };
}

/** The job is stored; now its status message goes out, and the answer says where. */
async function acknowledge({ messages }: TrainDeps, interaction: Asking, { job, notes }: Ordered): Promise<void> {
  const place = await messages.follow(job);
  let said: string = runTexts.statusNowhere;
  if (place) {
    const isHere = job.server !== undefined && place.channel === job.channel;
    said = isHere ? runTexts.statusHere : runTexts.statusInDms(linkTo(place, undefined));
  }
  await interaction.editReply(panel(text(said), notes === undefined ? undefined : text(notes)));
}

/** The buttons that end in a run. */
function startActions(deps: TrainDeps): Action[] {
  const { orders } = deps;
  return [
    on('button', trainIds.start, (interaction) => showDraft(deps, interaction)),
    on('button', lessonIds.train, (interaction) => showDraft(deps, interaction)),
    on('button', trainIds.again, (interaction) => showDraft(deps, interaction, runTexts.startedOver)),
    on('button', trainIds.sample, async (interaction, { owner, draft, sample }) => {
      await interaction.deferUpdate();
      const ordered = await orders.sampleFor({ person: owner, draft }, sample, orderedBy(interaction));
      await acknowledge(deps, interaction, ordered);
    }),
    on('button', trainIds.train, async (interaction, { owner, draft }) => {
      await interaction.deferUpdate();
      const ordered = await orders.draft({ person: owner, draft }, orderedBy(interaction));
      await acknowledge(deps, interaction, ordered);
    }),
  ];
}

const isDone = ({ state }: Job): boolean => state === 'done';
const isActive = ({ state }: Job): boolean => state === 'waiting' || state === 'running';

async function status(deps: TrainDeps, interaction: Slash): Promise<void> {
  const { queue, messages, places } = deps;
  const [first, ...others] = (await queue.ofPerson(interaction.user.id)).filter(isActive).reverse();
  if (!first) throw new UserError(runTexts.nothingRuns);
  await think(interaction);
  // A status message that somebody deleted comes back only because it is asked for here.
  for (const job of [first, ...others]) await messages.reopen(job);
  const view = await messages.status(first);
  await answer(interaction, view, { job: first, places });
  for (const job of others) {
    const next = await messages.status(job);
    const message = await interaction.followUp({ ...next, flags: next.flags | privateFlag(interaction) });
    if (!interaction.inGuild()) await places.add(job, { channel: message.channelId, message: message.id });
  }
}

async function cancel(deps: TrainDeps, interaction: Slash): Promise<void> {
  await think(interaction);
  const job = await chosenRun(deps, interaction, isActive);
  if (!(await deps.queue.cancel(job.id))) throw new UserError(runTexts.endedAlready);
  await interaction.editReply(panel(text(runTexts.cancelledOne(plain(job.title, 80)))));
}

/** The run that was named, or the newest that fits. @throws UserError when there is none */
async function chosenRun(deps: TrainDeps, { options, user }: Slash, fits: (job: Job) => boolean): Promise<Job> {
  const named = options.getString('run');
  const jobs = await deps.queue.ofPerson(user.id);
  if (named !== null) {
    const byTitle = jobs.find(({ title }) => title.toLowerCase() === named.trim().toLowerCase());
    const job = await findRun(deps, user.id, byTitle?.id ?? named);
    if (fits(job)) return job;
    throw new UserError(fits === isActive ? runTexts.endedAlready : runTexts.noneDone);
  }
  const newest = jobs.find(fits);
  if (newest) return newest;
  throw new UserError(fits === isActive ? runTexts.nothingToCancel : runTexts.noneDone);
}

/** Offers the learner's own runs: those that can be cancelled, or those that have learned something. */
async function suggestRuns({ queue }: TrainDeps, interaction: AutocompleteInteraction): Promise<void> {
  const fits = interaction.options.getSubcommand() === 'cancel' ? isActive : isDone;
  const jobs = (await queue.ofPerson(interaction.user.id)).filter(fits);
  const found = nearest(jobs, ({ title }) => [title], interaction.options.getFocused(), 25);
  await interaction.respond(
    found.map(({ id, title, createdAtMs }) => ({
      name: cut(`${title} · ${new Date(createdAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`, 100),
      value: id,
    })),
  );
}
