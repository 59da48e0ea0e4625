import { DiscordAPIError, type Interaction, MessageFlags, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { UserError } from '../core/errors.ts';
import { common } from '../core/texts/index.ts';
import type { Action, ActionInteraction, Command } from './command.ts';
import { addressOf } from './custom-id.ts';
import { explainError } from './explain.ts';

interface RouterDeps {
  commands: Command[];
  log: Logger;
}

/**
 * Takes every interaction to the command it belongs to. The ONE error boundary: `explain.ts` says what is shown of an
 * error.
 *
 * @returns a handler that never rejects.
 */
export function createRouter({ commands, log }: RouterDeps): (interaction: Interaction) => Promise<void> {
  const byName = new Map(commands.map((command) => [command.data.name, command]));
  const actions = new Map(
    commands.flatMap((command) => command.actions ?? []).map((action) => [keyOf(action), action] as const),
  );

  return async (interaction) => {
    try {
      if (interaction.isAutocomplete()) await byName.get(interaction.commandName)?.autocomplete?.(interaction);
      else if (interaction.isChatInputCommand()) await commandFor(byName, interaction.commandName).run(interaction);
      else if (isAction(interaction)) await runAction(actions, interaction);
    } catch (error: unknown) {
      await report(interaction, error, log);
    }
  };
}

const keyOf = ({ kind, id }: Action): string => `${kind} ${id.command}:${id.action}`;

function commandFor(byName: Map<string, Command>, name: string): Command {
  const command = byName.get(name);
  if (!command) throw new UserError(common.unknownCommand);
  return command;
}

function isAction(interaction: Interaction): interaction is ActionInteraction {
  return kindOf(interaction) !== undefined;
}

function kindOf(interaction: Interaction): Action['kind'] | undefined {
  if (interaction.isButton()) return 'button';
  if (interaction.isModalSubmit()) return 'modal';
  if (interaction.isStringSelectMenu()) return 'select';
  if (interaction.isChannelSelectMenu()) return 'channel';
  return interaction.isRoleSelectMenu() ? 'role' : undefined;
}

async function runAction(actions: Map<string, Action>, interaction: ActionInteraction): Promise<void> {
  const { command, action } = addressOf(interaction.customId);
  const bound = actions.get(`${kindOf(interaction)} ${command}:${action}`)?.bind(interaction.customId);
  if (!bound) throw new UserError(common.stale(command));
  if (bound.owner !== undefined && bound.owner !== interaction.user.id) throw new UserError(common.notYours(command));
  await bound.run(interaction);
}

/** Discord's word that nobody waits for this interaction any more, or that it was answered already (a double click). */
const GONE = new Set<number | string>([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

async function report(interaction: Interaction, error: unknown, log: Logger): Promise<void> {
  if (error instanceof DiscordAPIError && GONE.has(error.code)) {
    log.warn({ code: error.code, interaction: interaction.id }, 'interaction no longer answerable');
    return;
  }
  const answer = {
    ...explainError(error, log, { interaction: interaction.id }),
    flags: MessageFlags.Ephemeral as const,
  };
  try {
    if (interaction.isAutocomplete()) await interaction.respond([]);
    else if (interaction.isRepliable()) {
      if (interaction.replied || interaction.deferred) {
        await interaction.followUp(answer);
      } else await interaction.reply(answer);
    }
  } catch (failure: unknown) {
    log.warn({ err: failure, interaction: interaction.id }, 'could not say what went wrong');
  }
}
