import type { InteractionRequest } from '../../../local-discord/control-protocol.ts';
import { dismiss, interact, say } from './api.ts';
import type { Action, Deed } from './view.ts';

type CommandRequest = Extract<InteractionRequest, { kind: 'command' }>;
type ModalRequest = Extract<InteractionRequest, { kind: 'modal' }>;
/** A command with its options, before it is known who runs it. */
export type Invocation = Omit<CommandRequest, 'kind' | 'user'>;

export interface Actions {
  runCommand: (invocation: Invocation, label: string, files: File[]) => void;
  /** @returns the interaction whose `autocomplete` event has the choices. */
  complete: (invocation: Invocation, focused: string) => Promise<string>;
  useComponent: (message: string, customId: string, values?: string[]) => void;
  submitModal: (modal: string, fields: ModalRequest['fields'], files: File[]) => void;
  closeModal: (interactionId: string) => void;
  /** @throws {Refused} */
  say: (channel: string, content: string, files: File[]) => Promise<void>;
  dismiss: (message: string) => void;
  forget: (key: string) => void;
}

/** Everything the person `user` can do, each reported to `dispatch` as it goes. */
export function createActions(user: string, dispatch: (action: Action) => void): Actions {
  async function attempt(deed: Deed, request: InteractionRequest, files: File[] = []): Promise<void> {
    const key = crypto.randomUUID();
    dispatch({ type: 'sent', key, deed });
    try {
      dispatch({ type: 'started', key, interactionId: await interact(request, files) });
    } catch (error: unknown) {
      dispatch({ type: 'refused', key, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    runCommand: (invocation, label, files) => {
      const deed: Deed = { kind: 'command', channel: invocation.channel, label };
      void attempt(deed, { kind: 'command', user, ...invocation }, files);
    },
    complete: (invocation, focused) => interact({ kind: 'autocomplete', user, focused, ...invocation }),
    useComponent: (message, customId, values) => {
      const request: InteractionRequest = { kind: 'component', user, message, customId };
      void attempt({ kind: 'component', message, customId }, values ? { ...request, values } : request);
    },
    submitModal: (modal, fields, files) =>
      void attempt({ kind: 'modal', modal }, { kind: 'modal', user, modal, fields }, files),
    closeModal: (interactionId) => dispatch({ type: 'close_modal', interactionId }),
    say: (channel, content, files) => say({ user, channel, content }, files),
    // A message that is gone already needs no dismissing.
    dismiss: (message) => void dismiss(user, message).catch(() => undefined),
    forget: (key) => dispatch({ type: 'forget', key }),
  };
}
