import { InteractionResponseType } from 'discord-api-types/v10';
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

/** Milliseconds from the bot being told. */
export interface Times {
  /** To its first response: Discord gives up on a bot after three seconds without one. */
  responseMs: number;
  /** To what was asked for being on the screen: later, where the first response was only "wait". */
  shownMs: number;
}

export interface Actor {
  run(command: string, options?: Record<string, string>): Promise<Times>;
  /** Presses the newest button with such a label. */
  press(label: RegExp): Promise<Times>;
  /** Sends the modal that the last press opened. */
  submit(fields: Record<string, string>): Promise<Times>;
  /** Looks at the screen: what there is to be pressed. Not part of any time. */
  look(): Promise<void>;
}

/** Starts a Discord. People act through its control API within this process, so that no request of theirs is timed. */
export async function openStage(): Promise<Stage> {
  const responses = createSignals();
  const screens = createSignals();
  const discord = await startLocalDiscord({
    record: ({ path, body }) => {
      const [, id = '', token = ''] = /^\/interactions\/(\d+)\/([^/]+)\/callback$/.exec(path) ?? [];
      const [, edited = ''] = /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/.exec(path) ?? [];
      if (edited) screens.give(edited, '');
      if (!id) return;
      if (!isDeferred(body)) screens.give(token, '');
      responses.give(id, token);
    },
  });
  const call = async (path: string, body?: object): Promise<unknown> => {
    const headers = { host: '127.0.0.1', 'content-type': 'application/json' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    const response = await discord.controlApp.app.request(path, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return response.json();
  };

  const act = async (request: InteractionRequest): Promise<{ id: string; times: Times }> => {
    const { interactionId: id } = interactionStartedSchema.parse(await call('/interactions', request));
    const toldAt = performance.now();
    const token = await responses.wait(id);
    const responseMs = performance.now() - toldAt;
    await screens.wait(token);
    return { id, times: { responseMs, shownMs: performance.now() - toldAt } };
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
          return (await act({ kind: 'command', user, channel, name: command, options })).times;
        },
        async press(label) {
          const { message, customId } = buttonIn(state, label);
          const { id, times } = await act({ kind: 'component', user, message, customId });
          pressed = id;
          return times;
        },
        submit: async (fields) => (await act({ kind: 'modal', user, modal: pressed, fields })).times,
      };
    },
  };
}

const DEFERRED = new Set<unknown>([
  InteractionResponseType.DeferredChannelMessageWithSource,
  InteractionResponseType.DeferredMessageUpdate,
]);

const isDeferred = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && 'type' in body && DEFERRED.has(body.type);

/** Things that happen once each, waited for before or after they do. */
function createSignals() {
  const given = new Map<string, string>();
  const waiting = new Map<string, (value: string) => void>();
  return {
    give(name: string, value: string): void {
      const resolve = waiting.get(name);
      if (resolve) resolve(value);
      else given.set(name, value);
      waiting.delete(name);
    },
    /** @throws Error when it does not happen within ten seconds */
    wait(name: string): Promise<string> {
      const value = given.get(name);
      given.delete(name);
      if (value !== undefined) return Promise.resolve(value);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`No answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
        waiting.set(name, (told) => {
          clearTimeout(timer);
          resolve(told);
        });
      });
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
