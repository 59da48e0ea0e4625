import { type Guild, PermissionFlagsBits } from 'discord.js';
import { permissionReasons as reasons, setup as texts } from '../src/core/texts/index.ts';

const NEEDED = [
  [PermissionFlagsBits.ViewChannel, reasons.viewChannel],
  [PermissionFlagsBits.SendMessages, reasons.sendMessages],
  [PermissionFlagsBits.ReadMessageHistory, reasons.readMessageHistory],
  [PermissionFlagsBits.CreatePublicThreads, reasons.createPublicThreads],
  [PermissionFlagsBits.SendMessagesInThreads, reasons.sendMessagesInThreads],
] as const;

interface Place {
  channelId: string;
  /** To be mentioned with each post. */
  roleId: string | undefined;
}

/** @returns what the bot lacks there, a line for each; the first line of a channel that is gone says so. */
export function missingPermissions(guild: Guild, { channelId, roleId }: Place): string[] {
  const channel = guild.channels.cache.get(channelId);
  const { me } = guild.members;
  if (!channel || !me) return [texts.channelGone];
  const held = channel.permissionsFor(me);
  const missing = NEEDED.filter(([flag]) => !held.has(flag)).map(([, [name, why]]) => texts.missing(name, why));
  const role = roleId === undefined ? undefined : guild.roles.cache.get(roleId);
  const mayMention = !role || role.mentionable || held.has(PermissionFlagsBits.MentionEveryone);
  return mayMention ? missing : [...missing, texts.missing(...reasons.mentionRoles)];
}
