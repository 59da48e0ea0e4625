import { ComponentType } from 'discord-api-types/v10';
import { DUPLICATE_CUSTOM_ID } from './field-errors.ts';
import type { FieldPath, FieldProblem } from './form-error.ts';

/** A component of any kind, as far as limits over the whole tree need to know it. */
export interface Component {
  type: ComponentType;
  id?: number | null | undefined;
  custom_id?: string | null | undefined;
  content?: string | null | undefined;
  components?: readonly Component[];
  accessory?: Component;
  component?: Component;
  media?: { url: string };
  file?: { url: string };
  items?: readonly { media: { url: string } }[];
}

interface Place {
  component: Component;
  path: FieldPath;
}

const MAX_COMPONENTS = 40;
const MAX_DISPLAYABLE_CHARACTERS = 4000;

/** Every component with its path, those inside others and accessories too. */
export function flatten(components: readonly Component[], path: FieldPath = ['components']): Place[] {
  return components.flatMap((component, index) => branch(component, [...path, index]));
}

function branch(component: Component, path: FieldPath): Place[] {
  return [
    { component, path },
    ...flatten(component.components ?? [], [...path, 'components']),
    ...(component.accessory ? branch(component.accessory, [...path, 'accessory']) : []),
    ...(component.component ? branch(component.component, [...path, 'component']) : []),
  ];
}

/** Custom ids, and the numbers a bot chose for components (0 stands for none), may stand in a message only once. */
export function checkUnique(places: readonly Place[]): FieldProblem[] {
  const customIds = new Set<string>();
  const ids = new Set<number>();
  const problems: FieldProblem[] = [];
  for (const { component, path } of places) {
    const { id, custom_id } = component;
    if (custom_id && customIds.has(custom_id))
      problems.push({ path: [...path, 'custom_id'], error: DUPLICATE_CUSTOM_ID });
    if (id && ids.has(id)) problems.push({ path: [...path, 'id'], error: DUPLICATE_ID });
    if (custom_id) customIds.add(custom_id);
    if (id) ids.add(id);
  }
  return problems;
}

/** The 40 components and 4,000 displayable characters of a Components V2 message. */
export function checkTotals(places: readonly Place[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (places.length > MAX_COMPONENTS) problems.push({ path: ['components'], error: TOO_MANY_COMPONENTS });
  const characters = places
    .filter(({ component }) => component.type === ComponentType.TextDisplay)
    .reduce((sum, { component }) => sum + (component.content?.length ?? 0), 0);
  if (characters > MAX_DISPLAYABLE_CHARACTERS) problems.push({ path: ['components'], error: TOO_MUCH_TEXT });
  return problems;
}

/** `attachment://NAME` must name a file of this request or one that the message keeps. */
export function checkAttachmentLinks(places: readonly Place[], fileNames: ReadonlySet<string>): FieldProblem[] {
  return places
    .flatMap(mediaOf)
    .filter(({ url }) => url.startsWith('attachment://') && !fileNames.has(nameIn(url)))
    .map(({ path }) => ({ path, error: ATTACHMENT_NOT_FOUND }));
}

function mediaOf({ component, path }: Place): { url: string; path: FieldPath }[] {
  const items = component.items ?? [];
  return [
    ...(component.media ? [{ url: component.media.url, path: [...path, 'media'] }] : []),
    ...(component.file ? [{ url: component.file.url, path: [...path, 'file'] }] : []),
    ...items.map(({ media }, index) => ({ url: media.url, path: [...path, 'items', index, 'media'] })),
  ];
}

function nameIn(url: string): string {
  const name = url.slice('attachment://'.length);
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a bare % in a file name is no escape
  }
}

/** Unconfirmed. */
const DUPLICATE_ID = { code: 'COMPONENT_ID_DUPLICATED', message: 'Component id cannot be duplicated' };
const TOO_MANY_COMPONENTS = {
  code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  message: `The total number of components cannot exceed ${MAX_COMPONENTS}`,
};
const TOO_MUCH_TEXT = {
  code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
  message: `Components displayable text size exceeds maximum size of ${MAX_DISPLAYABLE_CHARACTERS}`,
};
const ATTACHMENT_NOT_FOUND = {
  code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  message: 'The referenced attachment was not found',
};
