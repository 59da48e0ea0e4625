import cron from 'node-cron';

/**
 * Ticks at once, to catch up what was missed, and then at the beginning of every minute. A tick that takes longer than a
 * minute is not overtaken by the next.
 *
 * @returns ends it, once a tick under way is through
 */
export function startTicking(tick: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = tick();
  const task = cron.schedule(
    '* * * * *',
    () => {
      running = running.then(tick);
      return running;
    },
    { noOverlap: true },
  );
  return async () => {
    await task.destroy();
    await running;
  };
}
