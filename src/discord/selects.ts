import {
  type APIActionRowComponent,
  type APIChannelSelectComponent,
  type APIRoleSelectComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js';
import { cut } from '../core/text.ts';

type RowOf<T extends APIStringSelectComponent | APIChannelSelectComponent | APIRoleSelectComponent> =
  APIActionRowComponent<T>;

const MAX_OPTIONS = 25;

interface ChoiceSelect {
  customId: string;
  placeholder: string;
  options: APISelectMenuOption[];
  /** How many have to be chosen at least; 1 if not given. */
  min?: number;
  /** All may be chosen, not one alone. */
  several?: boolean;
}

/** A row with a select that shows what is chosen (`default` in its options). */
export function choiceSelect({
  customId,
  placeholder,
  options,
  min = 1,
  several,
}: ChoiceSelect): RowOf<APIStringSelectComponent> {
  const shown = options.slice(0, MAX_OPTIONS).map((option) => ({ ...option, label: cut(option.label, 100) }));
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId,
        placeholder,
        options: shown,
        min_values: min,
        max_values: several ? shown.length : 1,
      },
    ],
  };
}

interface EntitySelect {
  customId: string;
  placeholder: string;
  /** Id of the one that is chosen now. */
  chosen: string | undefined;
}

/** A row with a select of the server's text channels. */
export function channelSelect({ customId, placeholder, chosen }: EntitySelect): RowOf<APIChannelSelectComponent> {
  const defaults = chosen === undefined ? [] : [{ id: chosen, type: SelectMenuDefaultValueType.Channel as const }];
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.ChannelSelect,
        custom_id: customId,
        placeholder,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        ...(defaults.length > 0 ? { default_values: defaults } : {}),
      },
    ],
  };
}

/** A row with a select of one of the server's roles, or none. */
export function roleSelect({ customId, placeholder, chosen }: EntitySelect): RowOf<APIRoleSelectComponent> {
  const defaults = chosen === undefined ? [] : [{ id: chosen, type: SelectMenuDefaultValueType.Role as const }];
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.RoleSelect,
        custom_id: customId,
        placeholder,
        min_values: 0,
        max_values: 1,
        ...(defaults.length > 0 ? { default_values: defaults } : {}),
      },
    ],
  };
}
