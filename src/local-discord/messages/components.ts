import { ComponentType } from 'discord-api-types/v10';
import type { MediaResolver } from './media.ts';

/** A component as it came, after `limits/` found nothing wrong with it. */
export interface LooseComponent {
  type: ComponentType;
  id?: number | null;
  components?: LooseComponent[];
  component?: LooseComponent;
  accessory?: LooseComponent;
  [field: string]: unknown;
}

type Path = (string | number)[];

/** Every component of a tree, in the order of Discord's numbering: parents before children. */
export function* walk(components: LooseComponent[]): Generator<LooseComponent> {
  for (const component of components) {
    yield component;
    if (component.components) yield* walk(component.components);
    if (component.component) yield* walk([component.component]);
    if (component.accessory) yield* walk([component.accessory]);
  }
}

/** Components as Discord returns them: numbered, defaults filled in, media resolved. */
export function resolveComponents(components: LooseComponent[], media: MediaResolver | undefined): LooseComponent[] {
  const taken = new Set([...walk(components)].map(({ id }) => id).filter((id) => typeof id === 'number' && id > 0));
  let next = 0;
  const number = (component: LooseComponent): number => {
    if (typeof component.id === 'number' && component.id > 0) return component.id;
    do next += 1;
    while (taken.has(next));
    return next;
  };
  const resolve = (component: LooseComponent, path: Path): LooseComponent => {
    const out: LooseComponent = { ...DEFAULTS[component.type], ...withoutNulls(component), id: number(component) };
    if (component.components) {
      out.components = component.components.map((child, i) => resolve(child, [...path, 'components', i]));
    }
    if (component.component) out.component = resolve(component.component, [...path, 'component']);
    if (component.accessory) out.accessory = resolve(component.accessory, [...path, 'accessory']);
    return media ? withMedia(out, media, path) : out;
  };
  return components.map((component, i) => resolve(component, ['components', i]));
}

const SELECT = { min_values: 1, max_values: 1 };
const DEFAULTS: Partial<Record<ComponentType, object>> = {
  [ComponentType.StringSelect]: SELECT,
  [ComponentType.UserSelect]: SELECT,
  [ComponentType.RoleSelect]: SELECT,
  [ComponentType.MentionableSelect]: SELECT,
  [ComponentType.ChannelSelect]: SELECT,
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Thumbnail]: { description: null, spoiler: false },
  [ComponentType.Separator]: { spacing: 1, divider: true },
  [ComponentType.File]: { spoiler: false },
};

function withMedia(component: LooseComponent, media: MediaResolver, path: Path): LooseComponent {
  if (component.type === ComponentType.Thumbnail) {
    return { ...component, media: media.unfurl(component.media as { url: string }, [...path, 'media']) };
  }
  if (component.type === ComponentType.File) {
    const file = component.file as { url: string };
    const stored = media.file(file.url)?.api;
    const unfurled = media.unfurl(file, [...path, 'file']);
    return { ...component, file: unfurled, name: stored?.filename ?? null, size: stored?.size ?? null };
  }
  if (component.type === ComponentType.MediaGallery) {
    const items = component.items as { media: { url: string }; description?: string; spoiler?: boolean }[];
    const resolved = items.map((item, i) => ({
      description: item.description ?? null,
      spoiler: item.spoiler ?? false,
      media: media.unfurl(item.media, [...path, 'items', i, 'media']),
    }));
    return { ...component, items: resolved };
  }
  return component;
}

function withoutNulls(component: LooseComponent): LooseComponent {
  const kept = Object.entries(component).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as LooseComponent;
}

/** All text of a message's Text Displays, which may mention people as content does. */
export function displayedText(components: LooseComponent[]): string {
  return [...walk(components)]
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .map(({ content }) => String(content))
    .join('\n');
}
