import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIChannelSelectComponent,
  type APIContainerComponent,
  type APIFileComponent,
  type APIMediaGalleryComponent,
  type APIRoleSelectComponent,
  type APISelectMenuOption,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  type Interaction,
  MessageFlags,
} from 'discord.js';
import { cut } from '../core/text.ts';

/** Discord's limit for the displayed text of a message, over all its parts. */
export const MAX_TEXT = 4000;

type Row = APIActionRowComponent<
  APIButtonComponentWithCustomId | APIStringSelectComponent | APIChannelSelectComponent | APIRoleSelectComponent
>;
export type PanelPart =
  | APITextDisplayComponent
  | APISeparatorComponent
  | APIMediaGalleryComponent
  | APIFileComponent
  | Row;

interface Panel {
  components: [APIContainerComponent];
  flags: MessageFlags.IsComponentsV2;
}

/** A message in Components V2: one container with these parts, top to bottom; empty ones are left out. */
export function panel(...parts: (PanelPart | undefined)[]): Panel {
  const components = parts.filter((part) => part !== undefined);
  return { components: [{ type: ComponentType.Container, components }], flags: MessageFlags.IsComponentsV2 };
}

export function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** One picture. @param url `attachment://name` for a file of the same message @param alt what it shows, in words */
export function picture(url: string, alt: string): APIMediaGalleryComponent {
  return { type: ComponentType.MediaGallery, items: [{ media: { url }, description: cut(alt, 1024) }] };
}

/** A file of the same message, to be downloaded. */
export function fileOf(name: string): APIFileComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}

export function divider(): APISeparatorComponent {
  return { type: ComponentType.Separator };
}

/** One row of up to five buttons; undefined ones are left out, and a row of none is none. */
export function buttons(...list: (APIButtonComponentWithCustomId | undefined)[]): Row | undefined {
  const components = list.filter((button) => button !== undefined);
  return components.length === 0 ? undefined : { type: ComponentType.ActionRow, components };
}

export function button(
  label: string,
  customId: string,
  options: { primary?: boolean; danger?: boolean; disabled?: boolean } = {},
): APIButtonComponentWithCustomId {
  let style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary;
  if (options.primary) style = ButtonStyle.Primary;
  if (options.danger) style = ButtonStyle.Danger;
  return {
    type: ComponentType.Button,
    style,
    label,
    custom_id: customId,
    ...(options.disabled === undefined ? {} : { disabled: options.disabled }),
  };
}

/** A row with one select of up to 25 options; labels and descriptions are cut to Discord's 100 characters. */
export function select(customId: string, placeholder: string, options: APISelectMenuOption[]): Row {
  const fitted = options.slice(0, 25).map(({ label, description, ...rest }) => ({
    ...rest,
    label: cut(label, 100),
    ...(description === undefined ? {} : { description: cut(description, 100) }),
  }));
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id: customId, placeholder, options: fitted }],
  };
}

/** The same, where any number of the options may be chosen, also none. */
export function multiSelect(customId: string, placeholder: string, options: APISelectMenuOption[]): Row {
  const row = select(customId, placeholder, options);
  const components = row.components.map((component) =>
    component.type === ComponentType.StringSelect
      ? { ...component, min_values: 0, max_values: component.options.length }
      : component,
  );
  return { ...row, components };
}

/** In a server a learner's things are shown to them alone; in direct messages nobody else is there. */
export function privateFlag(interaction: Interaction): MessageFlags.Ephemeral | 0 {
  return interaction.inGuild() ? MessageFlags.Ephemeral : 0;
}
