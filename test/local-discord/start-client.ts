import { once } from 'node:events';
import { Client, type ClientOptions, GatewayIntentBits, type Interaction } from 'discord.js';
import type { LocalDiscord } from '../../src/local-discord/server.ts';

const I = GatewayIntentBits;

/** Logs an unmodified discord.js client in and waits until it is ready. */
export async function startClient(
  d: LocalDiscord,
  handle: (interaction: Interaction) => unknown = () => {},
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [I.Guilds, I.GuildMessages, I.DirectMessages, I.GuildMessageReactions],
    ...options,
    rest: { api: d.api, ...options.rest },
  });
  client.on('interactionCreate', handle);
  const ready = once(client, 'clientReady');
  await client.login(d.token);
  await ready;
  return client as Client<true>;
}
