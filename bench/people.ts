import { setTimeout as wait } from 'node:timers/promises';
import { buttonsOf } from '../src/local-discord/client/read.ts';
import {
  type ControlState,
  type InteractionRequest,
  interactionStartedSchema,
  stateSchema,
  userSchema,
} from '../src/local-discord/control-protocol.ts';
import { type LocalDiscord, startLocalDiscord } from '../src/local-discord/server.ts';

/** How long a bot may take before the benchmark gives up on it. */
const PATIENCE_MS = 10_000;

/** A local Discord in this process, with people whose every act is timed until the bot's first response to it. */
export interface Stage {
  discord: LocalDiscord;
  join(name: string): Promise<Actor>;
  close(): Promise<void>;
}

export interface Actor {
  /** @returns milliseconds from the bot being told to its first response being there. */
  run(command: string, options?: Record<string, string>): Promise<number>;
  /** Presses the newest button with such a label. */
  press(label: RegExp): Promise<number>;
  /** Sends the modal that the last press opened. */
  submit(fields: Record<string, string>): Promise<number>;
  /** Looks at the screen: what there is to be pressed. Not part of any time. */
  look(): Promise<void>;
}

/** Starts a Discord. People act through its control API within this process, so that no request of theirs is timed. */
export async function openStage(): Promise<Stage> {
  const waiting = new Map<string, () => void>();
  const discord = await startLocalDiscord({
    record: ({ path }) => {
      const [, id = ''] = /^\/interactions\/(\d+)\/[^/]+\/callback$/.exec(path) ?? [];
      waiting.get(id)?.();
    },
  });
  const call = async (path: string, body?: object): Promise<unknown> => {
    const headers = { host: '127.0.0.1', 'content-type': 'application/json' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    const response = await discord.controlApp.app.request(path, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };

  const act = async (request: InteractionRequest): Promise<{ id: string; ms: number }> => {
    const { interactionId: id } = interactionStartedSchema.parse(await call('/interactions', request));
    const toldAt = performance.now();
    const late = new AbortController();
    const answered = new Promise<void>((resolve) => waiting.set(id, resolve));
    const lost = wait(PATIENCE_MS, undefined, { signal: late.signal }).then(() => {
      throw new Error(`No response to ${JSON.stringify(request)} within ${PATIENCE_MS} ms`);
    });
    lost.catch(() => {});
    await Promise.race([answered, lost]);
    const ms = performance.now() - toldAt;
    late.abort();
    waiting.delete(id);
    return { id, ms };
  };

  return {
    discord,
    close: () => discord.close(),
    async join(name) {
      const { id: user } = userSchema.parse(await call('/users', { name }));
      const look = async (): Promise<ControlState> => stateSchema.parse(await call(`/state?user=${user}`));
      let state = await look();
      let pressed = '';
      return {
        async look() {
          state = await look();
        },
        async run(command, options = {}) {
          const channel = state.channels.find(({ kind }) => kind === 'text')?.id ?? '';
          return (await act({ kind: 'command', user, channel, name: command, options })).ms;
        },
        async press(label) {
          const { message, customId } = buttonIn(state, label);
          const { id, ms } = await act({ kind: 'component', user, message, customId });
          pressed = id;
          return ms;
        },
        submit: async (fields) => (await act({ kind: 'modal', user, modal: pressed, fields })).ms,
      };
    },
  };
}

function buttonIn({ messages }: ControlState, label: RegExp): { message: string; customId: string } {
  for (const message of messages.toReversed()) {
    const button = buttonsOf(message).find((one) => label.test(one.label));
    if (button?.customId !== undefined) return { message: message.id, customId: button.customId };
  }
  throw new Error(`Nothing to press fits ${label}`);
}
