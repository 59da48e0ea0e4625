import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import type { ControlState } from '../../../local-discord/control-protocol.ts';
import type { Invocation } from '../client/actions.ts';
import type { Runnable } from './runnables.ts';

/** What a person has put into an option's field: text, a choice, or a file. */
export type OptionValue = { text: string; choice?: string | number } | { file: File };
export type OptionValues = Record<string, OptionValue>;
export type Choice = APIApplicationCommandOptionChoice;

/** The options' fixed choices; undefined where anything may be typed. */
export function choicesOf(option: APIApplicationCommandBasicOption, seen: ControlState): Choice[] | undefined {
  switch (option.type) {
    case ApplicationCommandOptionType.Boolean:
      return [
        { name: 'True', value: 'true' },
        { name: 'False', value: 'false' },
      ];
    case ApplicationCommandOptionType.User:
    case ApplicationCommandOptionType.Mentionable:
      return seen.users.map(({ id, name }) => ({ name: `@${name}`, value: id }));
    case ApplicationCommandOptionType.Channel:
      return seen.channels.filter(({ kind }) => kind !== 'dm').map(({ id, name }) => ({ name: `#${name}`, value: id }));
    case ApplicationCommandOptionType.Role:
      return [];
    case ApplicationCommandOptionType.Attachment:
      return undefined;
    default:
      return 'choices' in option ? option.choices : undefined;
  }
}

/** @returns what is wrong with an option's value, for the person, or nothing. */
export function optionFault(
  option: APIApplicationCommandBasicOption,
  value: OptionValue | undefined,
  seen: ControlState,
): string | undefined {
  const empty = !value || ('text' in value && value.text.trim() === '');
  if (empty) return option.required ? 'This option is required.' : undefined;
  if ('file' in value) return undefined;
  if (choicesOf(option, seen) && value.choice === undefined) return 'Choose one from the list.';
  const isNumber =
    option.type === ApplicationCommandOptionType.Integer || option.type === ApplicationCommandOptionType.Number;
  if (!isNumber || value.choice !== undefined) return undefined;
  const number = Number(value.text);
  if (Number.isNaN(number)) return 'Type a number.';
  if (option.type === ApplicationCommandOptionType.Integer && !Number.isInteger(number)) return 'Type a whole number.';
  if ('min_value' in option && option.min_value !== undefined && number < option.min_value) {
    return `At least ${option.min_value}.`;
  }
  const tooLarge = 'max_value' in option && option.max_value !== undefined && number > option.max_value;
  return tooLarge ? `At most ${option.max_value}.` : undefined;
}

/** The command with its filled options, as the local Discord takes it: files by their number in the request. */
export function invocationOf(
  runnable: Runnable,
  channel: string,
  values: OptionValues,
): { invocation: Invocation; files: File[]; label: string } {
  const files: File[] = [];
  const options: NonNullable<Invocation['options']> = {};
  for (const option of runnable.options) {
    const value = values[option.name];
    if (!value || ('text' in value && value.text.trim() === '')) continue;
    options[option.name] = 'file' in value ? { file: files.push(value.file) - 1 } : typed(option.type, value);
  }
  const { name, group, subcommand, label } = runnable;
  const path = { name, ...(group ? { group } : {}), ...(subcommand ? { subcommand } : {}) };
  return { invocation: { channel, ...path, options }, files, label };
}

function typed(
  type: ApplicationCommandOptionType,
  { text, choice }: { text: string; choice?: string | number },
): string | number | boolean {
  const value = choice ?? text.trim();
  if (type === ApplicationCommandOptionType.Boolean) return value === 'true';
  const isNumber = type === ApplicationCommandOptionType.Integer || type === ApplicationCommandOptionType.Number;
  return isNumber && !Number.isNaN(Number(value)) ? Number(value) : value;
}
