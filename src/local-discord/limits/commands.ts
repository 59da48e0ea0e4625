import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { z } from 'zod';
import { commandOptionsSchema, description, slashName } from './command-options.ts';
import { wrongType } from './field-errors.ts';
import { type FieldProblem, type Refusal, refuseForm } from './form-error.ts';
import { checkShape, listOf, localizations, optional, snowflake, text } from './shape.ts';

const MAX_SLASH_COMMANDS = 100;
const MAX_CHARACTERS_OF_A_COMMAND = 8000;

const settings = {
  // A bit set in a string, by Discord's documentation and discord.js; a number, by its OpenAPI document.
  default_member_permissions: optional(snowflake),
  dm_permission: optional(z.boolean()),
  nsfw: optional(z.boolean()),
  contexts: optional(listOf(z.enum(InteractionContextType), 1, 3)),
  integration_types: optional(listOf(z.enum(ApplicationIntegrationType), 1, 2)),
};
const slashCommandSchema = z.object({
  type: optional(z.literal(ApplicationCommandType.ChatInput)),
  name: slashName,
  name_localizations: localizations(slashName),
  description,
  description_localizations: localizations(description),
  options: optional(commandOptionsSchema),
  ...settings,
});
/** A command of the context menu of a user or a message has a name alone, in any letters. */
const menuCommandSchema = z.object({
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message, 4]),
  name: text(1, 32),
  name_localizations: localizations(text(1, 32)),
  description: optional(z.string()),
  ...settings,
});
type Command = z.output<typeof slashCommandSchema> | z.output<typeof menuCommandSchema>;

/** What Discord answers to a PUT of all commands; undefined when it would take them. */
export function validateCommands(list: unknown): Refusal | undefined {
  if (!Array.isArray(list)) return refuseForm([{ path: [], error: wrongType('array', list) }]);
  const problems = list.flatMap((command, index) =>
    checkCommand(command).map(({ path, error }) => ({ path: [index, ...path], error })),
  );
  if (list.filter(isSlashCommand).length > MAX_SLASH_COMMANDS) return TOO_MANY_COMMANDS;
  return refuseForm([...problems, ...checkNames(list)]);
}

/** What Discord answers to a POST of one command; undefined when it would take it. */
export function validateCommand(command: unknown): Refusal | undefined {
  return refuseForm(checkCommand(command));
}

function checkCommand(command: unknown): FieldProblem[] {
  const schema: z.ZodType<Command> = isSlashCommand(command) ? slashCommandSchema : menuCommandSchema;
  const { form, problems } = checkShape(schema, command);
  if (form === undefined) return problems;
  return charactersIn(form) > MAX_CHARACTERS_OF_A_COMMAND ? [{ path: [], error: TOO_LARGE }] : [];
}

function isSlashCommand(command: unknown): boolean {
  if (typeof command !== 'object' || command === null || !('type' in command)) return true;
  return command.type === null || command.type === undefined || command.type === ApplicationCommandType.ChatInput;
}

/** Names, descriptions (of each the longest, over all languages) and values of a command, its options and choices. */
function charactersIn(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, member) => sum + charactersIn(member), 0);
  if (typeof node !== 'object' || node === null) return 0;
  const { name, name_localizations, description, description_localizations, value, options, choices } = node as Record<
    string,
    unknown
  >;
  const own = longest(name, name_localizations) + longest(description, description_localizations) + longest(value);
  return own + charactersIn(options) + charactersIn(choices);
}

function longest(text: unknown, translations?: unknown): number {
  const all = [text, ...Object.values(translations ?? {})];
  return Math.max(...all.map((each) => (typeof each === 'string' ? each.length : 0)));
}

/** A name may stand once among the commands of one type. */
function checkNames(list: readonly unknown[]): FieldProblem[] {
  const seen = new Set<string>();
  const problems: FieldProblem[] = [];
  for (const [index, command] of list.entries()) {
    if (typeof command !== 'object' || command === null || !('name' in command)) continue;
    const key = `${isSlashCommand(command) ? 1 : 'type' in command && command.type} ${command.name}`;
    if (seen.has(key)) problems.push({ path: [index], error: DUPLICATE_NAME });
    seen.add(key);
  }
  return problems;
}

const DUPLICATE_NAME = {
  code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
  message: 'Application command names must be unique',
};
const TOO_LARGE = {
  code: 'APPLICATION_COMMAND_TOO_LARGE',
  message: `Command exceeds maximum size (${MAX_CHARACTERS_OF_A_COMMAND})`,
};
const TOO_MANY_COMMANDS: Refusal = {
  status: 400,
  code: 30032,
  message: `Maximum number of application commands reached (${MAX_SLASH_COMMANDS})`,
};
