import {
  type ApplicationCommandDataResolvable,
  type Client,
  type ClientOptions,
  DiscordAPIError,
  type Interaction,
} from 'discord.js';
import { expect, onTestFinished } from 'vitest';
import {
  type LocalDiscordClient,
  type LocalDiscordClientOptions,
  localDiscord,
} from '../../src/local-discord/client.ts';
import { expectRecordedToFit } from './oracle.ts';
import { startClient } from './start-client.ts';

export interface Setup {
  d: LocalDiscordClient;
  client: Client<true>;
  /** What the bot does with interactions from now on; a rejection fails the test. */
  answer(handle: (interaction: Interaction) => unknown): void;
}

/** A local Discord with an unmodified discord.js client logged in; all traffic has to fit Discord's OpenAPI document. */
export async function setup(
  options: LocalDiscordClientOptions & {
    client?: Partial<ClientOptions>;
    commands?: ApplicationCommandDataResolvable[];
  } = {},
): Promise<Setup> {
  const { client: clientOptions = {}, commands, ...discordOptions } = options;
  const d = await localDiscord(discordOptions);
  onTestFinished(() => d.close());
  let handle: (interaction: Interaction) => unknown = () => {};
  const failures: unknown[] = [];
  const run = async (interaction: Interaction): Promise<void> => {
    try {
      await handle(interaction);
    } catch (error: unknown) {
      failures.push(error);
    }
  };
  const client = await startClient(d, run, clientOptions);
  onTestFinished(async () => {
    await client.destroy();
    expect(failures).toEqual([]);
    expectRecordedToFit(d.recorded);
  });
  if (commands) await client.application.commands.set(commands);
  return {
    d,
    client,
    answer(next) {
      handle = next;
    },
  };
}

/** Discord's error code of a promise that has to reject. */
export async function codeOf(promise: Promise<unknown>): Promise<number | string> {
  const error = await promise.then(
    () => new Error('It did not reject.'),
    (reason: unknown) => reason,
  );
  if (error instanceof DiscordAPIError) return error.code;
  throw error;
}

export const slash = (name: string, options: object[] = []) =>
  ({ name, description: `Does ${name}`, options }) as ApplicationCommandDataResolvable;

export const button = (label: string, customId = label.toLowerCase(), more: object = {}) => ({
  type: 2 as const,
  style: 1 as const,
  label,
  custom_id: customId,
  ...more,
});

export const row = (...components: object[]) => ({ type: 1, components }) as never;
