/** Something that is done again and again, at intervals and whenever somebody asks; never twice at once. */
export interface Loop {
  start(everyMs: number): void;
  /** Has it done soon: once more after the one under way, if there is one. Nothing before the start. */
  wake(): void;
  /** Resolves when what was under way is through. */
  stop(): Promise<void>;
}

/** @param work never rejects */
export function createLoop(work: () => Promise<void>): Loop {
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  let isWanted = false;

  const run = async (): Promise<void> => {
    while (isWanted && timer) {
      isWanted = false;
      await work();
    }
    underWay = undefined;
  };
  const wake = (): void => {
    isWanted = true;
    underWay ??= run();
  };
  return {
    start(everyMs) {
      timer = setInterval(wake, everyMs);
      wake();
    },
    wake,
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await underWay;
    },
  };
}
