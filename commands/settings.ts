import {
  type ButtonInteraction,
  type ChannelSelectMenuInteraction,
  type ChatInputCommandInteraction,
  type Guild,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
  type RoleSelectMenuInteraction,
} from 'discord.js';
import type { ReaderSettings, Readers } from '../src/appeals/readers.ts';
import { UserError } from '../src/core/errors.ts';
import { settings as texts } from '../src/core/texts/index.ts';
import { type Command, on } from '../src/discord/command.ts';
import { type DecideDeps, decideActions } from './decide.ts';
import type { FindReader } from './find-reader.ts';
import { type PostWaitingDeps, postWaiting } from './post-waiting.ts';
import { type CloseReportDeps, closeReportActions } from './report.ts';
import { settingsIds } from './settings-ids.ts';
import { settingsPanel } from './settings-panel.ts';

type SettingsDeps = DecideDeps & CloseReportDeps & PostWaitingDeps & { readers: Readers; findReader: FindReader };
type Component = ChannelSelectMenuInteraction | RoleSelectMenuInteraction | ButtonInteraction;

/** `/settings`: who reads a server's appeals and reports; and what those do with them. */
export function createSettingsCommand(deps: SettingsDeps): Command {
  const { readers, appeals, reports, findReader } = deps;
  const viewOf = async (guild: Guild, settings: ReaderSettings, owner: string) => {
    const [open, unread] = await Promise.all([appeals.waiting(guild.id), reports.waiting(guild.id)]);
    return settingsPanel({ guild, settings, waiting: { appeals: open.length, reports: unread.length }, owner });
  };
  const set = async (interaction: Component, part: Omit<ReaderSettings, 'guild'>): Promise<void> => {
    const guild = managedGuild(interaction);
    await interaction.update(await viewOf(guild, await readers.change(guild.id, part), interaction.user.id));
  };
  return {
    data: {
      name: 'settings',
      description: 'Who reads contested marks and reported mistakes in this server',
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
      contexts: [InteractionContextType.Guild],
    },
    async run(interaction) {
      const guild = managedGuild(interaction);
      const view = await viewOf(guild, await readers.of(guild.id), interaction.user.id);
      await interaction.reply({ ...view, flags: view.flags | MessageFlags.Ephemeral });
    },
    actions: [
      on('channel', settingsIds.channel, (interaction) => set(interaction, { channel: interaction.values[0] })),
      on('role', settingsIds.role, (interaction) => {
        const [role] = interaction.values;
        // Discord's role of everybody has the server's id.
        if (role === interaction.guildId) throw new UserError(texts.everyone);
        return set(interaction, { role });
      }),
      on('button', settingsIds.turnOff, (interaction) => set(interaction, { channel: undefined })),
      on('button', settingsIds.postAgain, async (interaction) => {
        const guild = managedGuild(interaction);
        const reader = await findReader(interaction);
        if (!reader) throw new UserError(texts.notYet);
        await interaction.deferUpdate();
        await postWaiting(deps, guild.id, reader.channel);
        await interaction.followUp({ content: texts.postedAgain(reader.channel), flags: MessageFlags.Ephemeral });
      }),
      ...decideActions(deps),
      ...closeReportActions(deps),
    ],
  };
}

/** @throws {UserError} for everybody who may not manage the server, perhaps no longer. */
function managedGuild(interaction: ChatInputCommandInteraction | Component): Guild {
  if (!interaction.inCachedGuild()) throw new UserError(texts.inServerOnly);
  if (!interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild)) throw new UserError(texts.needsAdmin);
  return interaction.guild;
}
