import { UserError } from '../src/core/errors.ts';
import { trainRun as texts } from '../src/core/texts/index.ts';
import type { Job } from '../src/core/training/job.ts';
import { plain } from '../src/discord/markdown.ts';
import { panel, select, text } from '../src/discord/panel.ts';
import { trainIds } from './train-ids.ts';
import { type Asking, think } from './train-replies.ts';
import type { RunDeps } from './train-runs.ts';

/** Discord's limit for the options of a select. */
const MAX_OPTIONS = 25;

/** `/train history`: a learner's runs, newest first, and what came of each. */
export async function showHistory(
  { queue, results }: Pick<RunDeps, 'queue' | 'results'>,
  interaction: Asking,
): Promise<void> {
  await think(interaction);
  const jobs = (await queue.ofPerson(interaction.user.id)).slice(0, MAX_OPTIONS);
  if (jobs.length === 0) throw new UserError(texts.noRuns);
  const lines = await Promise.all(
    jobs.map(async (job) => {
      const last = job.state === 'done' ? await lastStage(results, job) : undefined;
      const score = last && texts.right(last.correct, last.tested);
      const when = Math.floor(job.createdAtMs / 1000);
      return texts.historyLine({ title: plain(job.title, 60), state: job.state, when, score });
    }),
  );
  const options = jobs.map(({ id, title, state, strategy }) => ({
    label: title,
    value: id,
    description: `${texts.states(state)} · ${strategy}`,
  }));
  const open = trainIds.open.build({ owner: interaction.user.id });
  await interaction.editReply(
    panel(text(`${texts.historyHeading}\n${lines.join('\n')}`), select(open, texts.openPlaceholder, options)),
  );
}

/** What a run came to; undefined when it is no longer kept. */
async function lastStage(results: RunDeps['results'], job: Job) {
  try {
    return (await results.receipt(job.id)).stages.at(-1);
  } catch (error: unknown) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
