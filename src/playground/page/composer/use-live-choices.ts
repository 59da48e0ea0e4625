import { useRef, useState } from 'preact/hooks';
import type { Invocation } from '../client/actions.ts';
import { usePlayground } from '../client/context.ts';
import type { Choice } from './option-value.ts';

/** The bot's choices for one option. Only the answer to the last question counts. */
export function useLiveChoices(
  name: string,
  invocation: Invocation,
): { choices: Choice[]; ask: (typed: string) => void } {
  const { actions, choices } = usePlayground();
  const [awaited, setAwaited] = useState<string | undefined>();
  const asked = useRef(0);
  const shown = useRef<Choice[]>([]);
  const answer = choices.find(([interactionId]) => interactionId === awaited)?.[1];
  if (answer) shown.current = answer;

  function ask(typed: string): void {
    const number = ++asked.current;
    // What is typed is sent along even when it is nothing, as Discord does at the first focus.
    // Files go with the command only.
    const others = Object.entries(invocation.options ?? {}).filter(([, value]) => typeof value !== 'object');
    const options = { ...Object.fromEntries(others), [name]: typed };
    actions.complete({ ...invocation, options }, name).then(
      (interactionId) => number === asked.current && setAwaited(interactionId),
      // No choices are offered then; the person can still type.
      () => undefined,
    );
  }
  // Until an answer is here the last choices stay, so that the list does not flicker.
  return { choices: shown.current, ask };
}
