import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { ParsedInteractionRequest } from '../control-protocol.ts';
import { type LooseComponent, walk } from '../messages/components.ts';
import type { StoredMessage } from '../world.ts';
import { ControlProblem } from './problem.ts';
import type { Resolver } from './resolved.ts';

type ComponentUse = Extract<ParsedInteractionRequest, { kind: 'component' }>;

/** An interaction's `data`, after the checks that a person's client makes. @throws ControlProblem */
export function componentData(message: StoredMessage, { customId, values }: ComponentUse, resolver: Resolver) {
  const all = [...walk((message.api.components ?? []) as LooseComponent[])];
  const component = all.find(({ custom_id }) => custom_id === customId);
  if (!component) {
    const ids = all.flatMap(({ custom_id }) => custom_id ?? []).join(', ') || 'none';
    throw new ControlProblem(`The message has no component ${customId}. It has: ${ids}.`);
  }
  if (component.disabled === true) throw new ControlProblem(`${customId} is disabled.`);
  const about = { id: component.id, custom_id: customId, component_type: component.type };
  if (component.type === ComponentType.Button) {
    if (component.style === ButtonStyle.Link) throw new ControlProblem('A link button only opens its address.');
    return about;
  }
  const chosen = values ?? [];
  checkChosen(component, chosen, customId);
  resolveChosen(component.type, chosen, resolver);
  return { ...about, values: chosen, ...resolver.result() };
}

/** How many were chosen, and whether a list of options has them. Shared by selects in messages and modals. */
export function checkChosen(component: LooseComponent, chosen: string[], name: string): void {
  const min = Number(component.min_values ?? 1);
  const max = Number(component.max_values ?? 1);
  if (chosen.length < min || chosen.length > max) {
    throw new ControlProblem(`${name} takes ${min} to ${max} values; ${chosen.length} were chosen.`);
  }
  const options = component.options as { value: string }[] | undefined;
  const unknown = options && chosen.find((value) => !options.some((option) => option.value === value));
  if (unknown !== undefined) throw new ControlProblem(`${name} has no value ${unknown}.`);
}

export function resolveChosen(type: ComponentType, chosen: string[], resolver: Resolver): void {
  for (const id of chosen) {
    if (type === ComponentType.UserSelect) resolver.user(id);
    else if (type === ComponentType.RoleSelect) resolver.role(id);
    else if (type === ComponentType.ChannelSelect) resolver.channel(id);
    else if (type === ComponentType.MentionableSelect) resolver.mentionable(id);
  }
}
