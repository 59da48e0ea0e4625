import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ControlState } from '../../../local-discord/control-protocol.ts';
import type { Actions } from './actions.ts';
import type { Attempt, View } from './view.ts';

interface Playground {
  seen: ControlState;
  attempts: Attempt[];
  choices: View['choices'];
  actions: Actions;
  enlarge: (images: { url: string; alt: string }[], index: number) => void;
}

export const PlaygroundContext = createContext<Playground | undefined>(undefined);

/** What this person sees and can do, for every part of the page under <App>. */
export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (!playground) throw new Error('This part of the page belongs under <App>.');
  return playground;
}
