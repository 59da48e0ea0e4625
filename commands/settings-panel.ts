import { type Guild, PermissionFlagsBits } from 'discord.js';
import type { ReaderSettings } from '../src/appeals/readers.ts';
import { settings as texts } from '../src/core/texts/index.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import { channelSelect, roleSelect } from '../src/discord/selects.ts';
import { missingToRead } from './find-reader.ts';
import { settingsIds } from './settings-ids.ts';

/** One panel for who reads appeals and reports; every change is stored at once. @param owner the admin who looks at it */
export function settingsPanel(guild: Guild, { channel, role }: ReaderSettings, owner: string) {
  const missing = channel === undefined ? [] : missingToRead(guild, channel);
  const state = missing.length > 0 ? texts.notYet : texts.on;
  const lines = [
    texts.channel(channel),
    texts.deciders(role),
    ...missing,
    ...(role !== undefined && !guild.roles.cache.has(role) ? [texts.roleGone] : []),
    ...(channel !== undefined && isPublic(guild, channel) ? [texts.isPublic] : []),
  ];
  return panel(
    text(`${texts.heading}\n${channel === undefined ? texts.off : state}`),
    text(texts.about),
    text(lines.join('\n')),
    channelSelect({
      customId: settingsIds.channel.build({ owner }),
      placeholder: texts.chooseChannel,
      chosen: channel,
    }),
    roleSelect({ customId: settingsIds.role.build({ owner }), placeholder: texts.chooseRole, chosen: role }),
    channel === undefined
      ? undefined
      : buttons(button(texts.turnOff, settingsIds.turnOff.build({ owner }), { danger: true })),
  );
}

const isPublic = (guild: Guild, channelId: string): boolean =>
  guild.channels.cache.get(channelId)?.permissionsFor(guild.roles.everyone).has(PermissionFlagsBits.ViewChannel) ===
  true;
