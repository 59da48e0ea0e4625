import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import type { ControlState } from '../../../local-discord/control-protocol.ts';
import type { SelectOption } from './select.tsx';

/** What a select offers: its own options, or the people, channels or roles that Discord fills in. */
export function optionsOf(select: APISelectMenuComponent, seen: ControlState): SelectOption[] {
  const people = seen.users.map(({ id, name }) => ({ label: name, value: id }));
  switch (select.type) {
    case ComponentType.StringSelect:
      return select.options.map(({ label, value, description, emoji }) => ({
        label,
        value,
        description,
        emoji: emoji?.name,
      }));
    case ComponentType.UserSelect:
    case ComponentType.MentionableSelect:
      return people;
    case ComponentType.ChannelSelect:
      return seen.channels
        .filter(({ kind }) => kind !== 'dm')
        .map(({ id, name }) => ({ label: `#${name}`, value: id }));
    case ComponentType.RoleSelect:
      return seen.roles.map(({ id, name }) => ({ label: name.startsWith('@') ? name : `@${name}`, value: id }));
  }
}

/** What is chosen before the person touches it. */
export function defaultsOf(select: APISelectMenuComponent): string[] {
  if (select.type !== ComponentType.StringSelect) return (select.default_values ?? []).map(({ id }) => id);
  return select.options.filter((option) => option.default).map((option) => option.value);
}
