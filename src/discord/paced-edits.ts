import { setTimeout as sleep } from 'node:timers/promises';

/** Edits of messages that change faster than Discord would have them edited. */
export interface PacedEdits {
  /**
   * Edits what `key` names: at once, or when its last edit is long enough ago. Only the latest edit asked for by then is
   * made. @returns when this edit, or a later one in its place, was made; rejects when that one failed
   */
  show(key: string, edit: () => Promise<void>): Promise<void>;
  /** Makes what waits at once, and waits for it; from then on nothing is paced. */
  settle(): Promise<void>;
}

interface Waiting {
  edit: () => Promise<void>;
  done: Promise<void>;
}

/** @param gapMs from the end of one edit of a message to its next. */
export function createPacedEdits(gapMs: number): PacedEdits {
  const waiting = new Map<string, Waiting>();
  const gaps = new Map<string, Promise<void>>();
  const hurry = new AbortController();

  return {
    show(key, edit) {
      const earlier = waiting.get(key);
      if (earlier) {
        earlier.edit = edit;
        return earlier.done;
      }
      const mine: Waiting = { edit, done: Promise.resolve() };
      waiting.set(key, mine);
      mine.done = (gaps.get(key) ?? Promise.resolve()).then(() => {
        waiting.delete(key);
        return mine.edit();
      });
      const gap: Promise<void> = mine.done
        .catch(() => undefined)
        .then(() => sleep(gapMs, undefined, { ref: false, signal: hurry.signal }))
        .catch(() => undefined)
        .then(() => {
          if (gaps.get(key) === gap) gaps.delete(key);
        });
      gaps.set(key, gap);
      return mine.done;
    },
    async settle() {
      hurry.abort();
      await Promise.all(gaps.values());
    },
  };
}
