import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { componentId, customId } from './buttons.ts';
import { type Component, checkUnique, flatten } from './component-tree.ts';
import { badLength, numberTooSmall, REQUIRED } from './field-errors.ts';
import { type Refusal, refuseForm } from './form-error.ts';
import { textDisplaySchema } from './layout.ts';
import { checkOptions, checkRange, selectSchemas } from './selects.ts';
import { checkShape, choiceOf, integer, listOf, listUpTo, optional, say, text, textUpTo } from './shape.ts';

const MAX_INPUT_LENGTH = 4000;

const textInput = z
  .object({
    type: z.literal(ComponentType.TextInput),
    id: componentId,
    custom_id: customId,
    style: choiceOf([1, 2]),
    label: optional(text(1, 45)),
    value: optional(textUpTo(MAX_INPUT_LENGTH)),
    placeholder: optional(textUpTo(100)),
    required: optional(z.boolean()),
    min_length: optional(integer(0, MAX_INPUT_LENGTH)),
    max_length: optional(integer(1, MAX_INPUT_LENGTH)),
  })
  .superRefine(({ value, min_length, max_length }, context) => {
    const least = min_length ?? 0;
    const most = max_length ?? MAX_INPUT_LENGTH;
    if (least > most) say(context, numberTooSmall(least), ['max_length']);
    const fits = !value || (value.length >= least && value.length <= most);
    if (!fits) say(context, badLength(least, most), ['value']);
  });

const fileUpload = z
  .object({
    type: z.literal(ComponentType.FileUpload),
    id: componentId,
    custom_id: customId,
    min_values: optional(integer(0, 10)),
    max_values: optional(integer(1, 10)),
    required: optional(z.boolean()),
    file_types: optional(listUpTo(z.string(), 10)),
  })
  .superRefine(checkRange);

const option = z.object({
  label: text(1, 100),
  value: text(1, 100),
  description: optional(textUpTo(100)),
  default: optional(z.boolean()),
});
const fields = { id: componentId, custom_id: customId, required: optional(z.boolean()) };

const radioGroup = z
  .object({ type: z.literal(21), ...fields, options: listOf(option, 2, 10) })
  .superRefine(({ options }, context) => checkOptions(options, context));
const checkboxGroup = z
  .object({
    type: z.literal(22),
    ...fields,
    min_values: optional(integer(0, 10)),
    max_values: optional(integer(1, 10)),
    options: listOf(option, 1, 10),
  })
  .superRefine((group, context) => {
    checkRange({ ...group, max_values: group.max_values ?? group.options.length }, context);
    checkOptions(group.options, context);
  });
const checkbox = z.object({
  type: z.literal(23),
  id: componentId,
  custom_id: customId,
  default: optional(z.boolean()),
});

const label = z
  .object({
    type: z.literal(ComponentType.Label),
    id: componentId,
    label: text(1, 45),
    description: optional(text(1, 100)),
    component: z.discriminatedUnion('type', [
      textInput,
      ...selectSchemas,
      fileUpload,
      radioGroup,
      checkboxGroup,
      checkbox,
    ]),
  })
  .superRefine(({ component }, context) => {
    if ('disabled' in component && component.disabled) say(context, DISABLED_IN_MODAL, ['component', 'disabled']);
    // What must be filled in (the default in a modal) cannot at the same time be left at none.
    const mayBeNone = 'min_values' in component && component.min_values === 0;
    if (mayBeNone && component.required !== false) say(context, numberTooSmall(1), ['component', 'min_values']);
  });

/** The older form: a text input alone in a row, with its own label. */
const inputRow = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    id: componentId,
    components: listOf(z.discriminatedUnion('type', [textInput]), 1, 1),
  })
  .superRefine(({ components }, context) => {
    if (!components[0]?.label) say(context, REQUIRED, ['components', 0, 'label']);
  });

const modalSchema = z.object({
  custom_id: customId,
  title: text(1, 45),
  components: listOf(z.discriminatedUnion('type', [inputRow, textDisplaySchema, label]), 1, 5),
});

/** What Discord answers to a modal (`data` of callback type 9) that it would not show; undefined when it would. */
export function validateModal(data: unknown): Refusal | undefined {
  const { form, problems } = checkShape(modalSchema, data);
  if (form === undefined) return refuseForm(problems, ['data']);
  return refuseForm(checkUnique(flatten(form.components as readonly Component[])), ['data']);
}

/** Unconfirmed. */
const DISABLED_IN_MODAL = {
  code: 'COMPONENT_DISABLED_IN_MODAL',
  message: 'A component in a modal cannot be disabled',
};
