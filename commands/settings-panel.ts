import { type Guild, PermissionFlagsBits } from 'discord.js';
import type { ReaderSettings } from '../src/appeals/readers.ts';
import { settings as texts } from '../src/core/texts/index.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import { channelSelect, roleSelect } from '../src/discord/selects.ts';
import { missingToRead } from './find-reader.ts';
import { settingsIds } from './settings-ids.ts';

interface SettingsView {
  guild: Guild;
  settings: ReaderSettings;
  /** What nobody has decided yet. */
  waiting: { appeals: number; reports: number };
  /** The admin who looks at it. */
  owner: string;
}

/** One panel for who reads appeals and reports; every change is stored at once. */
export function settingsPanel({ guild, settings: { channel, role }, waiting, owner }: SettingsView) {
  const missing = channel === undefined ? [] : missingToRead(guild, channel);
  const isOn = channel !== undefined && missing.length === 0;
  const hasWaiting = waiting.appeals + waiting.reports > 0;
  const lines = [
    texts.channel(channel),
    texts.deciders(role),
    ...(hasWaiting ? [texts.waiting(waiting.appeals, waiting.reports)] : []),
    ...missing,
    ...(role !== undefined && !guild.roles.cache.has(role) ? [texts.roleGone] : []),
    ...(channel !== undefined && isPublic(guild, channel) ? [texts.isPublic] : []),
  ];
  return panel(
    text(`${texts.heading}\n${channel === undefined ? texts.off : isOn ? texts.on : texts.notYet}`),
    text(texts.about),
    text(lines.join('\n')),
    channelSelect({
      customId: settingsIds.channel.build({ owner }),
      placeholder: texts.chooseChannel,
      chosen: channel,
    }),
    roleSelect({ customId: settingsIds.role.build({ owner }), placeholder: texts.chooseRole, chosen: role }),
    buttons(
      isOn && hasWaiting ? button(texts.postAgain, settingsIds.postAgain.build({ owner })) : undefined,
      channel === undefined ? undefined : button(texts.turnOff, settingsIds.turnOff.build({ owner }), { danger: true }),
    ),
  );
}

const isPublic = (guild: Guild, channelId: string): boolean =>
  guild.channels.cache.get(channelId)?.permissionsFor(guild.roles.everyone).has(PermissionFlagsBits.ViewChannel) ===
  true;
