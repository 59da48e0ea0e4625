import cron from 'node-cron';

/**
 * Ticks at once, to catch up what was missed, and then at the beginning of every minute; not while a tick is under way.
 *
 * @returns ends it, once a tick under way is through
 */
export function startTicking(tick: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  const run = (): void => {
    underWay ??= tick().finally(() => {
      underWay = undefined;
    });
  };
  run();
  const task = cron.schedule('* * * * *', run);
  return async () => {
    await task.destroy();
    await underWay;
  };
}
