import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { UserError } from '../src/core/errors.ts';
import { trainRun as texts } from '../src/core/texts/index.ts';
import type { Job } from '../src/core/training/job.ts';
import { type Channel, type MessageBody, type MessageFile, Refusal } from '../src/discord/channel.ts';
import { plain } from '../src/discord/markdown.ts';
import { createPacedEdits } from '../src/discord/paced-edits.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import type { TrainQueue } from '../src/training/jobs/queue.ts';
import type { Place, RunMessages } from '../src/training/run-messages.ts';
import type { RunResults } from '../src/training/run-results.ts';
import { trainIds } from './train-ids.ts';
import { resultPanel } from './train-result-panel.ts';
import { statusPanel } from './train-status-panel.ts';

/** Each message is edited at most so often. */
const EDIT_GAP_MS = 2000;

interface TrainMessagesDeps {
  queue: TrainQueue;
  channel: Channel;
  places: RunMessages;
  results: RunResults;
  /** Id of the lesson that teaches this. */
  lesson: string | undefined;
  log: Logger;
  /** A new short token of letters and digits. */
  nonce: () => string;
  editGapMs?: number;
}

/** The bot's own messages about runs: nobody's interaction, so they go on for as long as a run does. */
export interface TrainMessages {
  /** Sends the message that shows how a run goes. @returns where, or undefined where the bot may write nowhere */
  follow(job: Job): Promise<Place | undefined>;
  /** The message that shows how a run goes, sent anew when it is gone. */
  reopen(job: Job): Promise<Place | undefined>;
  /** Shows a change; of an end it tells the learner. @throws what Discord answered, when that has to be tried again */
  onChange(job: Job): Promise<void>;
  /** The status as it is now, for a reply. */
  status(job: Job): Promise<ReturnType<typeof statusPanel>>;
  /** Deletes every message of a run that the bot knows of. @param except the id of one that says so */
  removeAll(job: Job, except: string): Promise<void>;
  /** Makes the edits that wait, and lets none wait any more: the bot is about to stop. */
  settle(): Promise<void>;
}

/** In a channel others read along. */
export const isPublicPlace = (job: Job, channelId: string): boolean =>
  job.server !== undefined && channelId === job.channel;

export function createTrainMessages(deps: TrainMessagesDeps): TrainMessages {
  const { queue, channel, places, log, nonce, editGapMs = EDIT_GAP_MS } = deps;
  const edits = createPacedEdits(editGapMs);
  /** Messages that somebody deleted: editing them on would only be refused. */
  const gone = new Set<string>();
  /** Runs whose place in the queue changes with others'. */
  const waiting = new Set<string>();

  const statusOf = async (job: Job, isPublic = false) => {
    const place = job.state === 'waiting' ? await queue.positionOf(job.id) : undefined;
    return statusPanel({ job, progress: queue.progressOf(job.id), place, isPublic });
  };
  /** Brings the status message up to date. @returns whether it is there */
  const edit = async (id: string): Promise<boolean> => {
    const job = await queue.get(id);
    if (!job?.status || gone.has(job.status.message)) return false;
    const { channel: where, message } = job.status;
    try {
      await channel.edit(where, message, await statusOf(job, isPublicPlace(job, where)));
      return true;
    } catch (error: unknown) {
      if (!isGone(error)) throw error;
      gone.add(message);
      return false;
    }
  };
  const refresh = async (id: string): Promise<void> => {
    await edits.show(id, async () => {
      await edit(id).catch((error: unknown) => log.warn({ err: error, job: id }, 'a status could not be edited'));
    });
  };
  const refreshWaiting = (except: string): void => {
    for (const id of waiting) if (id !== except) void refresh(id);
  };

  const follow = async (job: Job): Promise<Place | undefined> => {
    const place = await send(deps, job, {
      nonce: `s${nonce()}`,
      body: async (isPublic) => ({ message: await statusOf(job, isPublic), files: [] }),
    }).catch((error: unknown) => {
      // The run goes on without it, and `/train status` brings it.
      log.warn({ err: error, job: job.id }, 'the status of a run could not be sent');
      return undefined;
    });
    if (!place) return undefined;
    await queue.setStatus(job.id, place);
    waiting.add(job.id);
    await refresh(job.id);
    return place;
  };

  return {
    follow,
    status: (job) => statusOf(job),
    reopen: oneAtATime(async (job) => ((await edit(job.id)) ? job.status : follow(job))),
    async onChange(job) {
      if (waiting.delete(job.id) || job.state !== 'running') refreshWaiting(job.id);
      if (job.state === 'done' || job.state === 'failed') await tell(deps, job);
      await refresh(job.id);
      // Who cancels knows; a message about it would only ring.
      if (job.state !== 'waiting' && job.state !== 'running') await queue.markTold(job.id);
    },
    async removeAll({ id }, except) {
      for (const { channel: where, message } of await places.of(id)) {
        if (message === except) continue;
        await channel.remove(where, message).catch((error: unknown) => {
          log.warn({ err: error, job: id }, 'a message of a deleted run could not be removed');
        });
      }
      await places.forget(id);
    },
    settle: edits.settle,
  };
}

/** Who asks for a run while the same is under way gets what comes of that: two requests make no two messages. */
function oneAtATime<T>(make: (job: Job) => Promise<T>): (job: Job) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (job) => {
    const making = underWay.get(job.id) ?? make(job).finally(() => underWay.delete(job.id));
    underWay.set(job.id, making);
    return making;
  };
}

function isGone(error: unknown): boolean {
  if (error instanceof Refusal) return true;
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
}

interface Sending {
  nonce: string;
  /** Under this id the message is known when an earlier try sent it already. */
  knownBy?: { customId: string; sinceMs: number };
  body(isPublic: boolean): Promise<{ message: MessageBody; files: MessageFile[] }>;
}

/** Sends to the learner directly, or where those messages are closed to the channel that the run was asked for in. */
async function send({ channel, places }: TrainMessagesDeps, job: Job, sending: Sending): Promise<Place | undefined> {
  for (const open of [() => channel.openDirect(job.person), async () => job.channel]) {
    try {
      const where = await open();
      const known = sending.knownBy && (await channel.find({ channelId: where, ...sending.knownBy }));
      const { message, files } = await sending.body(isPublicPlace(job, where));
      const sent = known ?? (await channel.send(where, message, sending.nonce, files));
      const place = { channel: where, message: sent };
      if (known === undefined) await places.add(job, place);
      return place;
    } catch (error: unknown) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return undefined;
}

/** Tells the learner how a run ended, in a new message that mentions them: an edit would notify nobody. */
async function tell(deps: TrainMessagesDeps, job: Job): Promise<void> {
  const { id: run, person: owner } = job;
  await send(deps, job, {
    nonce: `e${run}`,
    knownBy: { customId: trainIds.again.build({ owner, run }), sinceMs: job.endedAtMs ?? 0 },
    async body(isPublic) {
      const { view, files } = await endOf(deps, job, isPublic);
      return { message: { ...view, allowed_mentions: { users: [owner] } }, files };
    },
  });
}

async function endOf({ results, lesson }: TrainMessagesDeps, job: Job, isPublic: boolean) {
  if (job.state !== 'done') return { view: failedPanel(job, job.reason ?? ''), files: [] };
  try {
    const result = await results.read(job.id);
    const view = resultPanel({ job, result, mentions: true, isPublic, lesson });
    return { view, files: isPublic ? [] : result.pictures };
  } catch (error: unknown) {
    // Its files were deleted before anybody could be told.
    if (error instanceof UserError) return { view: failedPanel(job, error.message), files: [] };
    throw error;
  }
}

function failedPanel({ person: owner, id: run, title }: Job, reason: string) {
  return panel(
    text(`${texts.notFinished(owner)}\n${texts.failed(plain(title, 80))}\n${reason}`),
    buttons(button(texts.startAgain, trainIds.again.build({ owner, run }), { primary: true })),
  );
}
