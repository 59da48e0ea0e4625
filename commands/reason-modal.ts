import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { MAX_REASON, reasonSchema } from '../src/core/appeals/appeal.ts';
import { UserError } from '../src/core/errors.ts';
import { isBlank } from '../src/core/text.ts';
import { appeal as texts } from '../src/core/texts/index.ts';

/** The modal's one input. */
const REASON_FIELD = 'reason';

interface ReasonModal {
  customId: string;
  title: string;
  /** Above the input: who reads it, and what it is about. */
  intro?: string;
  /** Below it: what becomes of it. */
  outro?: string;
  label: string;
  hint: string;
}

/** A modal that takes a few sentences. */
export function reasonModal({
  customId,
  title,
  intro,
  outro,
  label,
  hint,
}: ReasonModal): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId,
    title,
    components: [
      ...textDisplay(intro),
      {
        type: ComponentType.Label,
        label,
        component: {
          type: ComponentType.TextInput,
          custom_id: REASON_FIELD,
          style: TextInputStyle.Paragraph,
          required: true,
          min_length: 1,
          max_length: MAX_REASON,
          placeholder: hint,
        },
      },
      ...textDisplay(outro),
    ],
  };
}

const textDisplay = (content: string | undefined) =>
  content === undefined ? [] : [{ type: ComponentType.TextDisplay as const, content }];

/** @returns what was written @throws {UserError} that gives it back, when it is blank or too long */
export function readReason({ fields }: ModalSubmitInteraction): string {
  const typed = fields.getTextInputValue(REASON_FIELD);
  const reason = reasonSchema.safeParse(typed);
  if (!reason.success) throw new UserError(texts.noReason(MAX_REASON), isBlank(typed) ? {} : { giveBack: typed });
  return reason.data;
}
