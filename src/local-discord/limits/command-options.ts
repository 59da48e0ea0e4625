import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { badLength, numberTooSmall } from './field-errors.ts';
import { channelTypes } from './selects.ts';
import { integer, listUpTo, localizations, optional, say, text } from './shape.ts';

const MAX_OPTIONS = 25;

/** Letters and digits of any script, `-`, `_`, `'` (interactions/application-commands.mdx, "Application Command Naming"). */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]+$/u;

/** Names of slash commands and options: one word, lower case where the script knows case. */
export const slashName = z.string().superRefine((name, context) => {
  if (name.length < 1 || name.length > 32) return say(context, badLength(1, 32));
  if (!NAME.test(name) || name !== name.toLowerCase()) say(context, INVALID_NAME);
});

export const description = text(1, 100);

const choice = z
  .object({
    name: text(1, 100),
    name_localizations: localizations(text(1, 100)),
    value: z.union([z.string(), z.number()]),
  })
  .superRefine(({ value }, context) => {
    if (typeof value !== 'string' || (value.length >= 1 && value.length <= 100)) return;
    say(context, badLength(1, 100), ['value']);
  });

export const choicesSchema = listUpTo(choice, 25);

const common = {
  name: slashName,
  name_localizations: localizations(slashName),
  description,
  description_localizations: localizations(description),
  required: optional(z.boolean()),
};

const plain = <T extends OptionType>(type: T) => z.object({ type: z.literal(type), ...common });

const string = z
  .object({
    type: z.literal(OptionType.String),
    ...common,
    choices: optional(choicesSchema),
    autocomplete: optional(z.boolean()),
    min_length: optional(integer(0, 6000)),
    max_length: optional(integer(1, 6000)),
  })
  .superRefine((option, context) => {
    checkChoices(option, (value) => typeof value === 'string', context);
    const least = option.min_length ?? 0;
    if (least > (option.max_length ?? 6000)) say(context, numberTooSmall(least), ['max_length']);
  });

const numeric = <T extends OptionType.Integer | OptionType.Number>(type: T, isValue: (value: unknown) => boolean) =>
  z
    .object({
      type: z.literal(type),
      ...common,
      choices: optional(choicesSchema),
      autocomplete: optional(z.boolean()),
      min_value: optional(z.number()),
      max_value: optional(z.number()),
    })
    .superRefine((option, context) => {
      checkChoices(option, isValue, context);
      const { min_value, max_value } = option;
      if (typeof min_value === 'number' && typeof max_value === 'number' && min_value > max_value) {
        say(context, numberTooSmall(min_value), ['max_value']);
      }
    });

interface WithChoices {
  choices?: readonly { name: string; value: string | number }[] | null | undefined;
  autocomplete?: boolean | null | undefined;
}

/** Choices are of the option's own type, each name and value once, and leave no room for autocompletion. */
function checkChoices(option: WithChoices, isValue: (value: unknown) => boolean, context: z.RefinementCtx): void {
  const choices = option.choices ?? [];
  if (choices.length > 0 && option.autocomplete) say(context, CHOICES_AND_AUTOCOMPLETE, ['autocomplete']);
  const names = new Set<string>();
  const values = new Set<string | number>();
  for (const [index, { name, value }] of choices.entries()) {
    if (!isValue(value)) say(context, CHOICE_OF_WRONG_TYPE, ['choices', index, 'value']);
    if (names.has(name) || values.has(value)) say(context, DUPLICATE_CHOICE, ['choices', index]);
    names.add(name);
    values.add(value);
  }
}

const valueOptions = [
  string,
  numeric(OptionType.Integer, Number.isInteger),
  numeric(OptionType.Number, (value) => typeof value === 'number'),
  plain(OptionType.Boolean),
  plain(OptionType.User),
  plain(OptionType.Channel).extend({ channel_types: channelTypes }),
  plain(OptionType.Role),
  plain(OptionType.Mentionable),
  plain(OptionType.Attachment),
] as const;

const optionList = <T extends z.ZodType<{ name: string; required?: boolean | null | undefined }>>(option: T) =>
  listUpTo(option, MAX_OPTIONS).superRefine(checkOrder);

const valueList = optional(optionList(z.discriminatedUnion('type', valueOptions)));
const subcommand = z.object({ type: z.literal(OptionType.Subcommand), ...common, options: valueList });
const group = z.object({
  type: z.literal(OptionType.SubcommandGroup),
  ...common,
  options: optional(optionList(z.discriminatedUnion('type', [subcommand]))),
});

/** The options of a command: values, or subcommands and groups of them; three levels at most, never mixed. */
export const commandOptionsSchema = optionList(
  z.discriminatedUnion('type', [...valueOptions, subcommand, group]),
).superRefine((options, context) => {
  const isBranch = (type: number) => type === OptionType.Subcommand || type === OptionType.SubcommandGroup;
  const branches = options.filter(({ type }) => isBranch(type)).length;
  if (branches === 0 || branches === options.length) return;
  const index = options.findIndex(({ type }) => isBranch(type) !== isBranch(options[0]?.type ?? 0));
  say(context, MIXED, [index]);
});

/** Names once each, and what must be filled in comes before what may be. */
function checkOrder(
  options: readonly { name: string; required?: boolean | null | undefined }[],
  context: z.RefinementCtx,
): void {
  const names = new Set<string>();
  let sawOptional = false;
  for (const [index, { name, required }] of options.entries()) {
    if (names.has(name)) say(context, duplicateOption(name), [index]);
    if (required && sawOptional) say(context, REQUIRED_AFTER_OPTIONAL, [index]);
    names.add(name);
    sawOptional ||= !required;
  }
}

const INVALID_NAME = { code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' };
const REQUIRED_AFTER_OPTIONAL = {
  code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  message: 'Required options must be placed before non-required options',
};
const duplicateOption = (name: string) => ({
  code: 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
  message: `Option name ${name} is already used in these options`,
});
/* The four below are unconfirmed. */
const CHOICES_AND_AUTOCOMPLETE = {
  code: 'APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE',
  message: 'Autocomplete and choices are mutually exclusive',
};
const CHOICE_OF_WRONG_TYPE = {
  code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_TYPE_INVALID',
  message: 'The value of a choice must be of the type of its option',
};
const DUPLICATE_CHOICE = {
  code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_DUPLICATED',
  message: 'Names and values of choices must be unique',
};
const MIXED = {
  code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
  message: 'Sub-command and sub-command group option types are mutually exclusive to all other types',
};
