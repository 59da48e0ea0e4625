import { useEffect, useId, useState } from 'preact/hooks';

interface Listbox {
  active: number;
  setActive: (index: number) => void;
  listId: string;
  optionId: (index: number) => string;
  /** Moves with the arrows and by pages. @returns whether the key was one of these. */
  move: (event: KeyboardEvent) => boolean;
}

/**
 * The keyboard of a list of `count` options beside a field that keeps the focus (`aria-activedescendant`).
 * The first option is active again whenever `reset` changes.
 */
export function useListbox(count: number, reset: unknown): Listbox {
  const listId = useId();
  // With what it was chosen for, as an effect that puts it back would come after the next key of a fast typist.
  const [chosen, setChosen] = useState({ index: 0, reset });
  const active = chosen.reset === reset ? Math.min(chosen.index, Math.max(count - 1, 0)) : 0;
  const setActive = (index: number): void => setChosen({ index, reset });
  const optionId = (index: number): string => `${listId}-${index}`;
  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' });
  });
  function move(event: KeyboardEvent): boolean {
    const to = target(event.key, active, count);
    if (to === undefined) return false;
    event.preventDefault();
    setActive(to);
    return true;
  }
  return { active, setActive, listId, optionId, move };
}

function target(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined;
  if (key === 'ArrowDown') return (active + 1) % count;
  if (key === 'ArrowUp') return (active + count - 1) % count;
  if (key === 'PageDown') return Math.min(active + 8, count - 1);
  if (key === 'PageUp') return Math.max(active - 8, 0);
  return undefined;
}
