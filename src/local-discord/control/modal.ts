import { type APIModalInteractionResponseCallbackData, ComponentType } from 'discord-api-types/v10';
import type { ParsedInteractionRequest } from '../control-protocol.ts';
import { type LooseComponent, walk } from '../messages/components.ts';
import { checkChosen, resolveChosen } from './component.ts';
import { ControlProblem } from './problem.ts';
import type { Resolver } from './resolved.ts';

const T = ComponentType;

type Submission = Extract<ParsedInteractionRequest, { kind: 'modal' }>;
type Value = Submission['fields'][string];

/** An interaction's `data`, after the checks that a person's client makes. @throws ControlProblem */
export async function modalData(
  modal: APIModalInteractionResponseCallbackData,
  fields: Submission['fields'],
  resolver: Resolver,
) {
  const tree = modal.components as unknown as LooseComponent[];
  const ids = [...walk(tree)].flatMap(({ custom_id }) => (typeof custom_id === 'string' ? custom_id : []));
  for (const name of Object.keys(fields)) {
    if (!ids.includes(name)) throw new ControlProblem(`The modal has no field ${name}. It has: ${ids.join(', ')}.`);
  }
  const components = [];
  for (const component of tree) components.push(await submitted(component, fields, resolver));
  return { custom_id: modal.custom_id, components, ...resolver.result() };
}

async function submitted(component: LooseComponent, fields: Submission['fields'], resolver: Resolver): Promise<object> {
  const { type, id } = component;
  if (component.component) return { type, id, component: await submitted(component.component, fields, resolver) };
  if (component.components) {
    return {
      type,
      id,
      components: await Promise.all(component.components.map((one) => submitted(one, fields, resolver))),
    };
  }
  const name = component.custom_id;
  if (typeof name !== 'string') return { type, id };
  return { type, id, custom_id: name, ...(await answerTo(component, name, { given: fields[name], resolver })) };
}

interface Answer {
  given: Value | undefined;
  resolver: Resolver;
}

async function answerTo(component: LooseComponent, name: string, { given, resolver }: Answer): Promise<object> {
  switch (component.type) {
    case T.TextInput:
      return { value: text(component, name, given) };
    case T.FileUpload:
      return { values: await files(component, name, { given, resolver }) };
    case T.Checkbox:
      return { value: given === undefined ? component.default === true : given === true };
    case T.RadioGroup: {
      const [value = null] = chosenIn(component, name, given);
      return { value };
    }
    default: {
      const values = chosenIn(component, name, given);
      resolveChosen(component.type, values, resolver);
      return { values };
    }
  }
}

const isRequired = (component: LooseComponent): boolean => component.required !== false;

/** A field that is left alone keeps the text it was opened with. */
function text(component: LooseComponent, name: string, given: Value | undefined): string {
  const value = given ?? component.value ?? '';
  if (typeof value !== 'string') throw new ControlProblem(`${name} takes text.`);
  if (value === '') {
    if (isRequired(component)) throw new ControlProblem(`${name} is required.`);
    return value;
  }
  const min = Number(component.min_length ?? 0);
  const max = Number(component.max_length ?? 4000);
  if (value.length < min || value.length > max) {
    throw new ControlProblem(`${name} takes ${min} to ${max} characters; ${value.length} were typed.`);
  }
  return value;
}

/** Chosen values; a field left alone keeps its defaults, and one that is not required may stay empty. */
function chosenIn(component: LooseComponent, name: string, given: Value | undefined): string[] {
  const options = (component.options ?? []) as { value: string; default?: boolean }[];
  const defaults = options.filter((option) => option.default).map(({ value }) => value);
  const chosen = given === undefined ? defaults : typeof given === 'string' ? [given] : given;
  if (!Array.isArray(chosen)) throw new ControlProblem(`${name} takes chosen values.`);
  if (chosen.length > 0 || isRequired(component)) checkChosen(component, chosen, name);
  return chosen;
}

async function files(component: LooseComponent, name: string, { given, resolver }: Answer): Promise<string[]> {
  const indexes = typeof given === 'object' && 'files' in given ? given.files : [];
  if (given !== undefined && !(typeof given === 'object' && 'files' in given)) {
    throw new ControlProblem(`${name} takes files.`);
  }
  if (indexes.length > 0 || isRequired(component)) {
    checkChosen(component, indexes.map(String), name);
  }
  const ids = [];
  for (const index of indexes) ids.push(await resolver.attachment(index));
  return ids;
}
