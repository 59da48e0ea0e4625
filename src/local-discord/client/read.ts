import {
  type APIButtonComponentWithCustomId,
  type APIEmbed,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
} from 'discord-api-types/v10';
import { type LooseComponent, walk } from '../messages/components.ts';

/** A button as a person sees it; `label` is the emoji where there is no text. */
export interface SeenButton {
  label: string;
  customId: string | undefined;
  url: string | undefined;
  style: number;
  disabled: boolean;
}

export interface SeenSelect {
  customId: string;
  placeholder: string;
  type: ComponentType;
  disabled: boolean;
  options: { label: string; value: string; description?: string; default?: boolean }[];
}

/** One thing to fill in in a modal. */
export interface SeenField {
  label: string;
  description: string;
  customId: string;
  type: ComponentType;
  required: boolean;
  /** The text it was opened with. */
  value: string;
  placeholder: string;
  options: { label: string; value: string }[];
  /** All that the bot said of it. */
  raw: LooseComponent;
}

const componentsOf = (message: APIMessage): LooseComponent[] => (message.components ?? []) as LooseComponent[];

/** All text that a person can read in a message, but for buttons and selects. */
export function textOf(message: APIMessage): string {
  const displayed = [...walk(componentsOf(message))].flatMap(({ type, content }) =>
    type === ComponentType.TextDisplay ? [String(content)] : [],
  );
  return [message.content, ...message.embeds.flatMap(embedText), ...displayed].filter((part) => part !== '').join('\n');
}

function embedText({ author, title, description, fields = [], footer }: APIEmbed): string[] {
  const parts = [author?.name, title, description, ...fields.flatMap(({ name, value }) => [name, value]), footer?.text];
  return parts.filter((part) => part !== undefined);
}

export function buttonsOf(message: APIMessage): SeenButton[] {
  return [...walk(componentsOf(message))]
    .filter(({ type }) => type === ComponentType.Button)
    .map((component) => {
      const button = component as unknown as APIButtonComponentWithCustomId & { url?: string };
      return {
        label: button.label ?? button.emoji?.name ?? '',
        customId: button.custom_id,
        url: button.url,
        style: button.style,
        disabled: button.disabled ?? false,
      };
    });
}

const SELECTS = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

export function selectsOf(message: APIMessage): SeenSelect[] {
  return [...walk(componentsOf(message))]
    .filter(({ type }) => SELECTS.has(type))
    .map((select) => ({
      customId: String(select.custom_id),
      placeholder: String(select.placeholder ?? ''),
      type: select.type,
      disabled: select.disabled === true,
      options: (select.options ?? []) as SeenSelect['options'],
    }));
}

/** Addresses of all files and pictures in a message, wherever they are shown. */
export function mediaOf(message: APIMessage): string[] {
  const embeds = message.embeds.flatMap(({ image, thumbnail }) => [image?.url, thumbnail?.url]);
  const components = [...walk(componentsOf(message))].flatMap((component) => {
    const items = (component.items ?? []) as { media: { url: string } }[];
    const single = [component.media, component.file] as ({ url: string } | undefined)[];
    return [...single.map((media) => media?.url), ...items.map(({ media }) => media.url)];
  });
  const all = [...message.attachments.map(({ url }) => url), ...embeds, ...components];
  return [...new Set(all.filter((url) => url !== undefined))];
}

export function fieldsOf(modal: APIModalInteractionResponseCallbackData): SeenField[] {
  return (modal.components as unknown as LooseComponent[]).flatMap((top) => {
    const inputs = top.component ? [top.component] : (top.components ?? []);
    return inputs.map((input) => ({
      label: String(top.label ?? input.label ?? ''),
      description: String(top.description ?? ''),
      customId: String(input.custom_id),
      type: input.type,
      required: input.required !== false,
      value: String(input.value ?? ''),
      placeholder: String(input.placeholder ?? ''),
      options: (input.options ?? []) as SeenField['options'],
      raw: input,
    }));
  });
}

/** All text that a person can read in a modal, but for what the fields hold. */
export function modalText(modal: APIModalInteractionResponseCallbackData): string {
  const components = modal.components as unknown as LooseComponent[];
  const parts = [...walk(components)].flatMap(({ content, label, description }) => [content, label, description]);
  return [modal.title, ...parts].filter((part) => typeof part === 'string').join('\n');
}
