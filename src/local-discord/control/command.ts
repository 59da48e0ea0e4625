import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord-api-types/v10';
import { commandsFor } from '../commands.ts';
import type { ParsedInteractionRequest } from '../control-protocol.ts';
import type { Channel, Person, World } from '../world.ts';
import { ControlProblem } from './problem.ts';
import type { Resolver } from './resolved.ts';

const T = ApplicationCommandOptionType;

type Invocation = Extract<ParsedInteractionRequest, { kind: 'command' | 'autocomplete' }>;
type Value = Invocation['options'][string];

/** The command that a person's client offers under a name. @throws ControlProblem */
export function findCommand(world: World, person: Person, channel: Channel, name: string): APIApplicationCommand {
  const offered = commandsFor(world, person, channel).filter(({ type }) => type === ApplicationCommandType.ChatInput);
  // A guild's own command hides the global one of the same name.
  const named = offered.filter((command) => command.name === name);
  const found = named.find(({ guild_id }) => guild_id !== undefined) ?? named[0];
  if (found) return found;
  const names = offered.map((command) => `/${command.name}`).join(', ') || 'none';
  throw new ControlProblem(`${person.user.global_name} is offered no /${name} here. Commands: ${names}.`);
}

/** An interaction's `data`, after the checks that a person's client makes. @throws ControlProblem */
export async function commandData(command: APIApplicationCommand, request: Invocation, resolver: Resolver) {
  const { path, fields } = leafOf(command, request);
  for (const name of Object.keys(request.options)) {
    if (!fields.some((field) => field.name === name))
      throw new ControlProblem(`/${command.name} has no option ${name}.`);
  }
  const focused = request.kind === 'autocomplete' ? request.focused : undefined;
  if (focused !== undefined) checkFocus(fields, focused);
  let options: object[] = [];
  for (const field of fields) {
    const given = request.options[field.name];
    if (field.name === focused)
      options.push({ name: focused, type: field.type, value: String(given ?? ''), focused: true });
    else if (given !== undefined) options.push(await filled(field, given, resolver));
    else if (field.required && focused === undefined) throw new ControlProblem(`Option ${field.name} is required.`);
  }
  for (const { name, type } of path.toReversed()) options = [{ name, type, options }];
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    ...(options.length > 0 ? { options } : {}),
    ...resolver.result(),
  };
}

/** Goes down to the options of the (sub)command meant. */
function leafOf(command: APIApplicationCommand, { group, subcommand }: Invocation) {
  const path: { name: string; type: ApplicationCommandOptionType }[] = [];
  let options: APIApplicationCommandOption[] = command.options ?? [];
  const descend = (name: string | undefined, type: ApplicationCommandOptionType): void => {
    const inner = options.filter((option) => option.type === type);
    if (name === undefined && inner.length === 0) return;
    const found = inner.find((option) => option.name === name);
    if (!found) {
      const names = inner.map((option) => option.name).join(', ') || 'none';
      throw new ControlProblem(`/${command.name} needs one of: ${names}; ${name ?? 'nothing'} was given.`);
    }
    path.push({ name: found.name, type });
    options = ('options' in found ? found.options : undefined) ?? [];
  };
  if (group !== undefined) descend(group, T.SubcommandGroup);
  descend(subcommand, T.Subcommand);
  return { path, fields: options as APIApplicationCommandBasicOption[] };
}

function checkFocus(fields: APIApplicationCommandBasicOption[], focused: string): void {
  const field = fields.find(({ name }) => name === focused);
  if (!field || !('autocomplete' in field) || !field.autocomplete) {
    throw new ControlProblem(`Option ${focused} has no autocomplete.`);
  }
}

async function filled(field: APIApplicationCommandBasicOption, given: Value, resolver: Resolver): Promise<object> {
  return { name: field.name, type: field.type, value: await valueFor(field, given, resolver) };
}

async function valueFor(field: APIApplicationCommandBasicOption, given: Value, resolver: Resolver): Promise<unknown> {
  const expected = (what: string): ControlProblem => new ControlProblem(`Option ${field.name} must be ${what}.`);
  if (field.type === T.Attachment) {
    if (typeof given !== 'object') throw expected('a file');
    return resolver.attachment(given.file);
  }
  if (typeof given === 'object') throw new ControlProblem(`Option ${field.name} takes no file.`);
  switch (field.type) {
    case T.String:
      if (typeof given !== 'string') throw expected('text');
      checkRange(field.name, given.length, { min: field.min_length, max: field.max_length });
      break;
    case T.Integer:
    case T.Number:
      if (typeof given !== 'number' || (field.type === T.Integer && !Number.isInteger(given)))
        throw expected('a number');
      checkRange(field.name, given, { min: field.min_value, max: field.max_value });
      break;
    case T.Boolean:
      if (typeof given !== 'boolean') throw expected('true or false');
      break;
    default:
      resolveId(field.type, String(given), resolver);
  }
  const choices = 'choices' in field ? (field.choices ?? []) : [];
  if (choices.length > 0 && !choices.some(({ value }) => value === given)) {
    throw expected(`one of ${choices.map(({ value }) => value).join(', ')}`);
  }
  return given;
}

function resolveId(type: ApplicationCommandOptionType, id: string, resolver: Resolver): void {
  if (type === T.User) resolver.user(id);
  else if (type === T.Role) resolver.role(id);
  else if (type === T.Channel) resolver.channel(id);
  else resolver.mentionable(id);
}

function checkRange(name: string, value: number, { min, max }: { min?: number | undefined; max?: number | undefined }) {
  if (min !== undefined && value < min) throw new ControlProblem(`Option ${name} is below its minimum of ${min}.`);
  if (max !== undefined && value > max) throw new ControlProblem(`Option ${name} is above its maximum of ${max}.`);
}
