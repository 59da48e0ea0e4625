import { type Client, type Guild, PermissionFlagsBits } from 'discord.js';
import type { Readers } from '../src/appeals/readers.ts';
import { UserError } from '../src/core/errors.ts';
import { settings as settingsTexts, appeal as texts } from '../src/core/texts/index.ts';
import type { ActionInteraction } from '../src/discord/command.ts';
import { plain } from '../src/discord/markdown.ts';

/** Where something is shown: an interaction, or a message. */
export interface Place {
  client: Client;
  /** Null in direct messages. */
  guildId: string | null;
}

/** Who reads appeals and reports of a server, as a learner is told. */
export interface Reader {
  guild: string;
  channel: string;
  /** For a text: escaped. */
  names: { channel: string; server: string; role: string | undefined };
}

/** @returns undefined where nobody reads: it is turned off, or the bot cannot post there */
export type FindReader = (place: Place, guild?: string) => Promise<Reader | undefined>;

/** @returns a function that finds the reader of a server: of the one that is named, else of the one where it is shown */
export function createFindReader(readers: Readers): FindReader {
  return async ({ client, guildId }, named = guildId ?? undefined) => {
    const guild = named === undefined ? undefined : client.guilds.cache.get(named);
    if (!guild) return undefined;
    const { channel: channelId, role: roleId } = await readers.of(guild.id);
    const channel = channelId === undefined ? undefined : guild.channels.cache.get(channelId);
    if (!channel || missingToRead(guild, channel.id).length > 0) return undefined;
    const role = roleId === undefined ? undefined : guild.roles.cache.get(roleId);
    const name = (text: string): string => plain(text, 60);
    const names = { channel: name(channel.name), server: name(guild.name), role: role && name(role.name) };
    return { guild: guild.id, channel: channel.id, names };
  };
}

const NEEDED = [
  [PermissionFlagsBits.ViewChannel, settingsTexts.reasons.viewChannel],
  [PermissionFlagsBits.SendMessages, settingsTexts.reasons.sendMessages],
] as const;

/** @returns what keeps the bot from posting appeals there, a line each */
export function missingToRead(guild: Guild, channelId: string): string[] {
  const channel = guild.channels.cache.get(channelId);
  const { me } = guild.members;
  if (!channel || !me) return [settingsTexts.channelGone];
  const held = channel.permissionsFor(me);
  return NEEDED.filter(([flag]) => !held.has(flag)).map(([, [name, why]]) => settingsTexts.missing(name, why));
}

/**
 * Whoever may decide on a server: asked at every click, since rights change and panels stay.
 * @returns the server's id
 * @throws {UserError} for everybody else
 */
export async function demandReader(readers: Readers, interaction: ActionInteraction): Promise<string> {
  if (!interaction.inCachedGuild()) throw new UserError(texts.notAReader);
  const { guildId, memberPermissions, member } = interaction;
  const mayManage = memberPermissions.has(PermissionFlagsBits.ManageGuild);
  const { role } = mayManage ? {} : await readers.of(guildId);
  if (!mayManage && (role === undefined || !member.roles.cache.has(role))) throw new UserError(texts.notAReader);
  return guildId;
}

/**
 * Nobody decides on their own appeal, but the owner of a server that names no role: there may be nobody else.
 * @throws {UserError} for whoever made it
 */
export async function demandOther(readers: Readers, interaction: ActionInteraction, person: string): Promise<void> {
  if (interaction.user.id !== person) return;
  const { guild } = interaction;
  const isAlone = guild?.ownerId === person && (await readers.of(guild.id)).role === undefined;
  if (!isAlone) throw new UserError(texts.ownAppeal);
}
