import type { APIAttachment, APIUser } from 'discord-api-types/v10';
import { canSee } from '../channels.ts';
import { storeFile } from '../messages/attachments.ts';
import type { Upload } from '../messages/payload.ts';
import { memberOf, permissionsOf } from '../people.ts';
import type { Channel, World } from '../world.ts';
import { ControlProblem } from './problem.ts';

/** Collects what options and chosen values stand for: an interaction's `resolved`. */
export interface Resolver {
  user(id: string): void;
  role(id: string): void;
  channel(id: string): void;
  /** Either a user or a role. */
  mentionable(id: string): void;
  /** @returns the new attachment's id. */
  attachment(fileIndex: number): Promise<string>;
  /** `{ resolved }`, or nothing when nothing was resolved. */
  result(): object;
}

interface Where {
  channel: Channel;
  userId: string;
  uploads: Upload[];
}

/** Each function throws ControlProblem for what is not there. */
export function createResolver(world: World, { channel, userId, uploads }: Where): Resolver {
  const inGuild = channel.kind !== 'dm';
  const users: Record<string, APIUser> = {};
  const members: Record<string, object> = {};
  const roles: Record<string, object> = {};
  const channels: Record<string, object> = {};
  const attachments: Record<string, APIAttachment> = {};
  const isRole = (id: string): boolean => world.guild.roles.some((role) => role.id === id);

  const resolver: Resolver = {
    user(id) {
      const person = world.people.get(id);
      if (!person) throw new ControlProblem(`There is no user ${id}.`);
      users[id] = person.user;
      if (!inGuild) return;
      const { user: _, deaf: _deaf, mute: _mute, ...member } = memberOf(world, person);
      members[id] = { ...member, permissions: String(permissionsOf(world, person, channel)) };
    },
    role(id) {
      const role = world.guild.roles.find((one) => one.id === id);
      if (!role) throw new ControlProblem(`There is no role ${id}.`);
      roles[id] = role;
    },
    channel(id) {
      const chosen = world.channels.get(id);
      const person = world.people.get(userId);
      if (!chosen || !person || !canSee(world, chosen, userId)) throw new ControlProblem(`There is no channel ${id}.`);
      channels[id] = { ...chosen.api, permissions: String(permissionsOf(world, person, chosen)) };
    },
    mentionable: (id) => (isRole(id) ? resolver.role(id) : resolver.user(id)),
    async attachment(fileIndex) {
      const upload = uploads.find(({ index }) => index === String(fileIndex));
      if (!upload) throw new ControlProblem(`There is no files[${fileIndex}] in this request.`);
      const { api } = await storeFile(world, { upload, channelId: channel.api.id, ephemeral: true });
      attachments[api.id] = api;
      return api.id;
    },
    result() {
      const all = Object.entries({ users, members, roles, channels, attachments });
      const found = all.filter(([, byId]) => Object.keys(byId).length > 0);
      return found.length === 0 ? {} : { resolved: Object.fromEntries(found) };
    },
  };
  return resolver;
}
