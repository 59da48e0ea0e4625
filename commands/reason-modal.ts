import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';

/** The modal's one input. */
export const REASON_FIELD = 'reason';

interface ReasonModal {
  customId: string;
  title: string;
  /** Above the input: what it is about, and who reads it. */
  intro?: string;
  label: string;
  hint: string;
  /** Characters. */
  max: number;
}

/** A modal that takes a few sentences. */
export function reasonModal({
  customId,
  title,
  intro,
  label,
  hint,
  max,
}: ReasonModal): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId,
    title,
    components: [
      ...(intro === undefined ? [] : [{ type: ComponentType.TextDisplay as const, content: intro }]),
      {
        type: ComponentType.Label,
        label,
        component: {
          type: ComponentType.TextInput,
          custom_id: REASON_FIELD,
          style: TextInputStyle.Paragraph,
          required: true,
          min_length: 1,
          max_length: max,
          placeholder: hint,
        },
      },
    ],
  };
}
