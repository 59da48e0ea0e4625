import { z } from 'zod';
import { REQUIRED } from './field-errors.ts';
import type { FieldProblem } from './form-error.ts';
import { filledText, integer, listUpTo, optional, say, textUpTo, url } from './shape.ts';

/** Discord's documentation, resources/message.mdx, "Embed Limits". */
const MAX_CHARACTERS_IN_ALL_EMBEDS = 6000;

const link = url(['http', 'https']);
const picture = z.object({ url: url(['http', 'https', 'attachment']) });

const timestamp = z.string().superRefine((value, context) => {
  if (!Number.isNaN(Date.parse(value))) return;
  say(context, { code: 'DATE_TIME_TYPE_PARSE', message: `Could not parse ${value}. Should be ISO8601.` });
});

export const embedSchema = z
  .object({
    title: optional(textUpTo(256)),
    description: optional(textUpTo(4096)),
    url: optional(link),
    timestamp: optional(timestamp),
    color: optional(integer(0, 0xffffff)),
    footer: optional(z.object({ text: filledText(2048), icon_url: optional(picture.shape.url) })),
    author: optional(z.object({ name: filledText(256), url: optional(link), icon_url: optional(picture.shape.url) })),
    image: optional(picture),
    thumbnail: optional(picture),
    fields: optional(
      listUpTo(z.object({ name: filledText(256), value: filledText(1024), inline: optional(z.boolean()) }), 25),
    ),
  })
  .superRefine((embed, context) => {
    const shown = [embed.title, embed.description, embed.footer, embed.author, embed.image, embed.thumbnail];
    if (!shown.some(Boolean) && !embed.fields?.length) say(context, REQUIRED, ['description']);
  });

type Embed = z.output<typeof embedSchema>;

/** The 6,000 characters that all embeds of a message may have between them. */
export function checkEmbedTotal(embeds: readonly Embed[]): FieldProblem[] {
  const total = embeds.flatMap(textsOf).reduce((sum, part) => sum + part.length, 0);
  if (total <= MAX_CHARACTERS_IN_ALL_EMBEDS) return [];
  const message = `Embed size exceeds maximum size of ${MAX_CHARACTERS_IN_ALL_EMBEDS}`;
  return [{ path: ['embeds'], error: { code: 'MAX_EMBED_SIZE_EXCEEDED', message } }];
}

function textsOf(embed: Embed): string[] {
  const fields = embed.fields?.flatMap(({ name, value }) => [name, value]) ?? [];
  return [embed.title ?? '', embed.description ?? '', embed.footer?.text ?? '', embed.author?.name ?? '', ...fields];
}
