/**
 * The yardstick: a bare discord.js client that answers each step of the same conversations with a fixed line. What it
 * takes is discord.js, the wire and the local Discord; what Warmstart takes beyond is Warmstart's.
 */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  Client,
  ComponentType,
  Events,
  type Interaction,
  MessageFlags,
  TextInputStyle,
} from 'discord.js';

const { DISCORD_TOKEN = '', DISCORD_API_URL = '' } = process.env;

/** By name, with the options that people give. */
const COMMANDS = { ping: [], lesson: ['topic', 'section'], quiz: ['question'] };

const button = (label: string) => ({
  type: ComponentType.ActionRow as const,
  components: [{ type: ComponentType.Button as const, style: ButtonStyle.Primary as const, label, customId: label }],
});

async function echo(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) {
    const components = interaction.commandName === 'ping' ? [] : [button('Next'), button('Answer')];
    await interaction.reply({ content: interaction.commandName, components, flags: MessageFlags.Ephemeral });
  } else if (interaction.isButton() && interaction.customId === 'Answer') {
    const input = { type: ComponentType.TextInput as const, custom_id: 'answer', style: TextInputStyle.Paragraph };
    await interaction.showModal({
      custom_id: interaction.id,
      title: 'Answer',
      components: [{ type: ComponentType.Label, label: 'Answer', component: input }],
    });
  } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
    await interaction.update({ content: interaction.fields.getTextInputValue('answer') });
  } else if (interaction.isMessageComponent()) await interaction.update({ content: interaction.customId });
}

const client = new Client({ intents: [], rest: { api: DISCORD_API_URL } });
client.on(Events.InteractionCreate, (interaction) => void echo(interaction));
client.once(Events.ClientReady, async ({ application }) => {
  await application.commands.set(
    Object.entries(COMMANDS).map(([name, options]) => ({
      type: ApplicationCommandType.ChatInput,
      name,
      description: 'Answers with a fixed line',
      options: options.map((option) => ({
        type: ApplicationCommandOptionType.String as const,
        name: option,
        description: 'Ignored',
      })),
    })),
  );
});
await client.login(DISCORD_TOKEN);
