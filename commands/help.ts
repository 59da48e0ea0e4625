import { MessageFlags } from 'discord.js';
import { common } from '../src/core/texts/index.ts';
import type { Command } from '../src/discord/command.ts';
import { divider, panel, text } from '../src/discord/panel.ts';

/** `/help`: what to do first, then every command; the list is made from the commands themselves. */
export function createHelpCommand(others: Command[]): Command {
  const help: Command = {
    data: { name: 'help', description: 'What I can do, and where to start' },
    async run(interaction) {
      const lines = [...others, help].map(({ data }) => `\`/${data.name}\` ${data.description}`);
      const view = panel(text(common.helpStart), divider(), text(lines.join('\n')), text(common.helpEnd));
      await interaction.reply({ ...view, flags: view.flags | MessageFlags.Ephemeral });
    },
  };
  return help;
}
