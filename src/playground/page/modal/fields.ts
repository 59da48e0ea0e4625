import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { InteractionRequest } from '../../../local-discord/control-protocol.ts';
import { defaultsOf } from '../components/select-options.ts';

/** What a person has put into a field: text, chosen values, a tick, or files. */
export type FieldValue = string | string[] | boolean | File[];
export type FieldComponent = APIComponentInLabel;

export interface Field {
  component: FieldComponent;
  label: string;
  description: string | undefined;
}

type Part = { text: string } | Field;

/** The modal's parts, top to bottom: texts to read and fields to fill. */
export function partsOf(modal: APIModalInteractionResponseCallbackData): Part[] {
  return modal.components.flatMap((part): Part[] => {
    if (part.type === ComponentType.TextDisplay) return [{ text: part.content }];
    if (part.type === ComponentType.Label) {
      return [{ component: part.component, label: part.label, description: part.description }];
    }
    return part.components.map((input) => ({ component: input, label: input.label ?? '', description: undefined }));
  });
}

export function initialValue(component: FieldComponent): FieldValue {
  switch (component.type) {
    case ComponentType.TextInput:
      return component.value ?? '';
    case ComponentType.FileUpload:
      return [];
    case ComponentType.Checkbox:
      return component.default ?? false;
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return component.options.filter((option) => option.default).map(({ value }) => value);
    default:
      return defaultsOf(component);
  }
}

export function isRequired(component: FieldComponent): boolean {
  return component.type === ComponentType.Checkbox ? false : (component.required ?? true);
}

/** @returns what is wrong with the value, for the person, or nothing. */
export function faultOf(component: FieldComponent, value: FieldValue): string | undefined {
  if (component.type === ComponentType.TextInput) return textFault(component, String(value));
  if (!Array.isArray(value)) return undefined;
  if (value.length === 0) return isRequired(component) ? 'This is required.' : undefined;
  const { min, max } = boundsOf(component);
  if (value.length < min) return `At least ${min} are needed.`;
  return value.length > max ? `At most ${max} are allowed.` : undefined;
}

function textFault(input: APITextInputComponent, text: string): string | undefined {
  // Discord counts a text of nothing but spaces as none.
  if (text.trim() === '') return isRequired(input) ? 'This is required.' : undefined;
  if (input.min_length && text.length < input.min_length) return `At least ${input.min_length} characters are needed.`;
  return undefined;
}

/** How many may be chosen or uploaded. */
export function boundsOf(component: FieldComponent): { min: number; max: number } {
  if (component.type === ComponentType.RadioGroup) return { min: 1, max: 1 };
  if (component.type === ComponentType.CheckboxGroup) {
    return { min: component.min_values ?? 1, max: component.max_values ?? component.options.length };
  }
  if (component.type === ComponentType.TextInput || component.type === ComponentType.Checkbox)
    return { min: 0, max: 1 };
  return { min: component.min_values ?? 1, max: component.max_values ?? 1 };
}

type SubmittedFields = Extract<InteractionRequest, { kind: 'modal' }>['fields'];

/** The values as the local Discord takes them: files by their number in the request. */
export function submission(values: Map<string, FieldValue>): { fields: SubmittedFields; files: File[] } {
  const files: File[] = [];
  const fields: SubmittedFields = {};
  for (const [customId, value] of values) {
    if (isFiles(value)) {
      fields[customId] = { files: value.map((_, index) => files.length + index) };
      files.push(...value);
    } else fields[customId] = value;
  }
  return { fields, files };
}

function isFiles(value: FieldValue): value is File[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => item instanceof File);
}
