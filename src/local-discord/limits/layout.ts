import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { buttonSchema, componentId } from './buttons.ts';
import { selectSchemas } from './selects.ts';
import { choiceOf, integer, listOf, optional, say, text, url } from './shape.ts';

/** Components V2: what a message with that flag is made of (components/reference.mdx). */

const MAX_WIDTH = 5;

/** Five buttons or one select: a select takes the whole width of its row. */
export const actionRowSchema = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    id: componentId,
    components: listOf(z.discriminatedUnion('type', [buttonSchema, ...selectSchemas]), 1, MAX_WIDTH),
  })
  .superRefine(({ components }, context) => {
    let width = 0;
    for (const [index, { type }] of components.entries()) {
      width += type === ComponentType.Button ? 1 : MAX_WIDTH;
      if (width > MAX_WIDTH) say(context, ROW_TOO_WIDE, ['components', index]);
    }
  });

export const textDisplaySchema = z.object({
  type: z.literal(ComponentType.TextDisplay),
  id: componentId,
  content: text(1, 4000),
});

const media = z.object({ url: url(['http', 'https', 'attachment']) });
const described = { media, description: optional(text(1, 1024)), spoiler: optional(z.boolean()) };

const thumbnail = z.object({ type: z.literal(ComponentType.Thumbnail), id: componentId, ...described });

const section = z.object({
  type: z.literal(ComponentType.Section),
  id: componentId,
  components: listOf(z.discriminatedUnion('type', [textDisplaySchema]), 1, 3),
  accessory: z.discriminatedUnion('type', [buttonSchema, thumbnail]),
});

const mediaGallery = z.object({
  type: z.literal(ComponentType.MediaGallery),
  id: componentId,
  items: listOf(z.object(described), 1, 10),
});

const file = z.object({
  type: z.literal(ComponentType.File),
  id: componentId,
  // Discord answers with an https address here, so a received component cannot be sent back as it is.
  file: z.object({ url: url(['attachment']) }),
  spoiler: optional(z.boolean()),
});

const separator = z.object({
  type: z.literal(ComponentType.Separator),
  id: componentId,
  divider: optional(z.boolean()),
  spacing: optional(choiceOf([1, 2])),
});

const blocks = [actionRowSchema, section, textDisplaySchema, mediaGallery, file, separator] as const;

const container = z.object({
  type: z.literal(ComponentType.Container),
  id: componentId,
  components: listOf(z.discriminatedUnion('type', blocks), 1, 40),
  accent_color: optional(integer(0, 0xffffff)),
  spoiler: optional(z.boolean()),
});

export const layoutSchema = z.discriminatedUnion('type', [...blocks, container]);

const ROW_TOO_WIDE = {
  code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  message: 'The specified component exceeds the maximum width',
};
