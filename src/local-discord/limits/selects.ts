import { ChannelType, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { componentId, customId, emoji } from './buttons.ts';
import { badLength, numberTooSmall } from './field-errors.ts';
import { integer, listOf, listUpTo, optional, say, snowflake, text, textUpTo } from './shape.ts';

const MAX_OPTIONS = 25;

const common = {
  id: componentId,
  custom_id: customId,
  placeholder: optional(textUpTo(150)),
  min_values: optional(integer(0, MAX_OPTIONS)),
  max_values: optional(integer(1, MAX_OPTIONS)),
  disabled: optional(z.boolean()),
  required: optional(z.boolean()),
};

const option = z.object({
  label: text(1, 100),
  value: text(1, 100),
  description: optional(textUpTo(100)),
  emoji: optional(emoji),
  default: optional(z.boolean()),
});

/** A list of Discord's kinds of channel. */
export const channelTypes = optional(z.array(z.enum(ChannelType)));

interface Range {
  min_values?: number | null | undefined;
  max_values?: number | null | undefined;
}

/** Most values that may be chosen; one unless the bot says otherwise. */
const mostOf = ({ max_values }: Range): number => max_values ?? 1;

export function checkRange(range: Range, context: z.RefinementCtx): void {
  const least = range.min_values ?? 1;
  if (least > mostOf(range)) say(context, numberTooSmall(least), ['max_values']);
}

export const stringSelectSchema = z
  .object({ type: z.literal(ComponentType.StringSelect), ...common, options: listOf(option, 1, MAX_OPTIONS) })
  .superRefine((select, context) => {
    checkRange(select, context);
    const needed = Math.max(select.min_values ?? 1, mostOf(select));
    if (select.options.length < needed) say(context, badLength(needed, MAX_OPTIONS), ['options']);
    checkOptions(select.options, context);
    const defaults = select.options.filter((each) => each.default).length;
    if (defaults > mostOf(select)) say(context, TOO_MANY_DEFAULTS, ['options']);
  });

/** Values must differ: a bot could not tell them apart. */
export function checkOptions(options: readonly { value: string }[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    if (seen.has(value)) say(context, DUPLICATE_VALUE, ['options', index]);
    seen.add(value);
  }
}

const autoSelect = <T extends ComponentType>(type: T) =>
  z
    .object({
      type: z.literal(type),
      ...common,
      default_values: optional(
        listUpTo(z.object({ id: snowflake, type: z.enum(['user', 'role', 'channel']) }), MAX_OPTIONS),
      ),
      channel_types: channelTypes,
    })
    .superRefine((select, context) => {
      checkRange(select, context);
      if ((select.default_values?.length ?? 0) > mostOf(select)) say(context, TOO_MANY_DEFAULTS, ['default_values']);
    });

export const selectSchemas = [
  stringSelectSchema,
  autoSelect(ComponentType.UserSelect),
  autoSelect(ComponentType.RoleSelect),
  autoSelect(ComponentType.MentionableSelect),
  autoSelect(ComponentType.ChannelSelect),
] as const;

const DUPLICATE_VALUE = {
  code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  message: 'The specified option value is already used',
};
const TOO_MANY_DEFAULTS = {
  code: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES',
  message: 'The specified number of default values exceeds the specified maximum values',
};
