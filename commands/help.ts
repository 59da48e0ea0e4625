import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { common } from '../src/core/texts/index.ts';
import type { Command } from '../src/discord/command.ts';
import { divider, panel, text } from '../src/discord/panel.ts';

/** @returns what somebody in particular should know, such as that nothing is set up yet. */
type NoticeFor = (interaction: ChatInputCommandInteraction) => Promise<string | undefined>;

/** `/help`: what to do first, then every command; the list is made from the commands themselves. */
export function createHelpCommand(others: Command[], noticeFor: NoticeFor): Command {
  const help: Command = {
    data: { name: 'help', description: 'What I can do, and where to start' },
    async run(interaction) {
      const lines = [...others, help]
        .filter(isFor(interaction))
        .map(({ data }) => `\`/${data.name}\` ${data.description}`);
      const notice = await noticeFor(interaction);
      const view = panel(
        text(common.helpStart),
        divider(),
        text(lines.join('\n')),
        notice === undefined ? undefined : text(notice),
        text(common.helpEnd),
      );
      await interaction.reply({ ...view, flags: view.flags | MessageFlags.Ephemeral });
    },
  };
  return help;
}

/** What Discord hides from somebody is not listed for them. */
const isFor =
  ({ memberPermissions }: ChatInputCommandInteraction) =>
  ({ data }: Command): boolean => {
    const needed = data.default_member_permissions;
    return !needed || memberPermissions?.has(BigInt(needed)) === true;
  };
