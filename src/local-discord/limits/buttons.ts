import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { REQUIRED } from './field-errors.ts';
import { choiceOf, integer, optional, say, snowflake, text, textUpTo, url } from './shape.ts';

/** The number a bot may give a component, unlike the custom id that people's clicks bring back. */
export const componentId = optional(integer(0, 2 ** 31 - 1));
export const customId = text(1, 100);

// biome-ignore lint/complexity/useRegexLiterals: TypeScript refuses the v flag in a literal at this project's target.
const RGI_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');
const VARIATION_SELECTOR = '\u{FE0F}';

/** Custom emoji by id, others as the very character: ":tada:" is refused. */
export const emoji = z
  .object({ id: optional(snowflake), name: textUpTo(32), animated: optional(z.boolean()) })
  .superRefine(({ id, name }, context) => {
    if (id) return;
    const known = RGI_EMOJI.test(name) || RGI_EMOJI.test(`${name}${VARIATION_SELECTOR}`);
    if (!known) say(context, { code: 'COMPONENT_INVALID_EMOJI', message: 'Invalid emoji' }, ['name']);
  });

const STYLES = [
  ButtonStyle.Primary,
  ButtonStyle.Secondary,
  ButtonStyle.Success,
  ButtonStyle.Danger,
  ButtonStyle.Link,
  ButtonStyle.Premium,
] as const;

const fields = z.object({
  type: z.literal(ComponentType.Button),
  id: componentId,
  style: choiceOf(STYLES),
  custom_id: optional(customId),
  url: optional(url(['http', 'https', 'discord'], 512)),
  sku_id: optional(snowflake),
  label: optional(textUpTo(80)),
  emoji: optional(emoji),
  disabled: optional(z.boolean()),
});

/** A link has a url and no custom id, a premium button only a SKU, the others a custom id and no url. */
export const buttonSchema = fields.superRefine((button, context) => {
  if (button.style === ButtonStyle.Premium) return checkPremium(button, context);
  if (button.custom_id && button.url) return say(context, BOTH_ID_AND_URL, ['custom_id']);
  if (button.style === ButtonStyle.Link) {
    if (!button.url) say(context, REQUIRED, ['url']);
    if (button.custom_id) say(context, BOTH_ID_AND_URL, ['custom_id']);
  } else {
    if (!button.custom_id) say(context, NO_CUSTOM_ID, ['custom_id']);
    if (button.url) say(context, BOTH_ID_AND_URL, ['url']);
  }
  if (!button.label && !button.emoji) say(context, REQUIRED, ['label']);
});

function checkPremium(button: z.output<typeof fields>, context: z.RefinementCtx): void {
  if (!button.sku_id) say(context, REQUIRED, ['sku_id']);
  for (const field of ['custom_id', 'url', 'label', 'emoji'] as const) {
    if (button[field]) say(context, PREMIUM_HAS_ONLY_SKU, [field]);
  }
}

const NO_CUSTOM_ID = { code: 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', message: 'A custom id is required' };
const BOTH_ID_AND_URL = {
  code: 'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
  message: 'A custom id and url cannot both be specified',
};
/** Unconfirmed. */
const PREMIUM_HAS_ONLY_SKU = {
  code: 'BUTTON_COMPONENT_PREMIUM_EXCLUSIVE',
  message: 'A premium button takes a SKU id and nothing else',
};
