import { z } from 'zod';
import { type Inbox, openInbox } from './client/inbox.ts';
import { createUser, type LocalUser } from './client/person.ts';
import { callControl } from './client/request.ts';
import { type ControlChannel, type ControlRole, channelSchema, roleSchema, userSchema } from './control-protocol.ts';
import type { RecordedRequest } from './rest/record.ts';
import { type LocalDiscord, type LocalDiscordOptions, startLocalDiscord } from './server.ts';

export type { LocalUser } from './client/person.ts';
export type { Screen } from './client/screen-type.ts';

export interface LocalDiscordClientOptions extends Omit<LocalDiscordOptions, 'now' | 'record'> {
  /** `fake`: Discord's time stands still until `advance`. */
  clock?: 'real' | 'fake';
  /** How long a person waits for what they expect, in real time. */
  timeoutMs?: number;
}

/** A local Discord with people at their apps, for tests. */
export interface LocalDiscordClient extends LocalDiscord {
  /** The person of that name, who joins at the first call. */
  user(name: string, options?: { admin?: boolean; locale?: string }): LocalUser;
  /** Every request of the bot with its answer, oldest first. */
  recorded: RecordedRequest[];
  /** A guild channel by name. */
  channel(name: string): Promise<ChannelHandle>;
  addChannel(name: string): Promise<ChannelHandle>;
  /** Adds a role, for `user.set({ roles })`. @param permissions what it allows beyond what everybody may, as bits */
  addRole(name: string, permissions?: bigint): Promise<ControlRole>;
  /** Lets Discord's time pass; only with the fake clock. */
  advance(ms: number): void;
}

export interface ChannelHandle extends ControlChannel {
  /** Forbids the bot to read and write here, or allows it again. */
  deny(denied?: boolean): Promise<void>;
  remove(): Promise<void>;
}

const FAKE_START_MS = Date.UTC(2030, 0, 1, 12);

/** Starts a local Discord and drives it: `const d = await localDiscord(); const ana = d.user('ana');` */
export async function localDiscord(options: LocalDiscordClientOptions = {}): Promise<LocalDiscordClient> {
  const { clock = 'real', timeoutMs = 5000, ...serverOptions } = options;
  const recorded: RecordedRequest[] = [];
  let fakeNowMs = FAKE_START_MS;
  const server = await startLocalDiscord({
    ...serverOptions,
    ...(clock === 'fake' ? { now: () => fakeNowMs } : {}),
    record: (request) => recorded.push(request),
  });
  const { control } = server;
  const users = new Map<string, { user: LocalUser; inbox: Promise<Inbox> }>();

  const handle = (channel: ControlChannel): ChannelHandle => ({
    ...channel,
    deny: async (denied = true) => void (await callControl(`${control}/channels/${channel.id}`, 'PATCH', { denied })),
    remove: async () => void (await callControl(`${control}/channels/${channel.id}`, 'DELETE')),
  });
  const join = async (name: string, about: object): Promise<Inbox> => {
    const { id } = userSchema.parse(await callControl(`${control}/users`, 'POST', { name, ...about }));
    return openInbox({ control, userId: id, name, timeoutMs });
  };

  return {
    ...server,
    recorded,
    user(name, about = {}) {
      const known = users.get(name);
      if (known) return known.user;
      const inbox = join(name, about);
      // Whoever uses the person hears of it; until then it must not end the process.
      inbox.catch(() => {});
      const user = createUser({ name, control, inbox: () => inbox });
      users.set(name, { user, inbox });
      return user;
    },
    async channel(name) {
      const all = z.array(channelSchema).parse(await callControl(`${control}/channels`, 'GET'));
      const found = all.find((channel) => channel.name === name && channel.kind !== 'dm');
      if (!found) throw new Error(`There is no channel ${name}; there are: ${all.map((one) => one.name).join(', ')}.`);
      return handle(found);
    },
    addChannel: async (name) => handle(channelSchema.parse(await callControl(`${control}/channels`, 'POST', { name }))),
    addRole: async (name, permissions = 0n) => {
      const role = { name, permissions: String(permissions) };
      return roleSchema.parse(await callControl(`${control}/roles`, 'POST', role));
    },
    advance(ms) {
      if (clock !== 'fake') throw new Error("Time passes by itself; use localDiscord({ clock: 'fake' }) to move it.");
      fakeNowMs += ms;
      server.checkDeadlines();
    },
    async close() {
      await Promise.all([...users.values()].map(({ inbox }) => inbox.then((open) => open.close()).catch(() => {})));
      await server.close();
    },
  };
}
