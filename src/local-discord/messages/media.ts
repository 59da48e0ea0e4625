import type { APIEmbed, APIEmbedImage, APIUnfurledMediaItem } from 'discord-api-types/v10';
import { invalidField } from '../errors.ts';
import type { StoredFile, World } from '../world.ts';
import { storedName } from './attachments.ts';

const SCHEME = 'attachment://';

/** Turns `attachment://name` into the file's address, and remembers which files were shown that way. */
export interface MediaResolver {
  /** @throws ApiError 50035 when no file has that name. */
  unfurl(media: { url: string }, path: (string | number)[]): APIUnfurledMediaItem;
  /** The file that an `attachment://` address means; undefined for any other address or an unknown name. */
  file(url: string): StoredFile | undefined;
  shown: Set<StoredFile>;
}

export function createMediaResolver(world: World, files: StoredFile[]): MediaResolver {
  const shown = new Set<StoredFile>();
  const file = (url: string): StoredFile | undefined => {
    if (!url.startsWith(SCHEME)) return undefined;
    const name = storedName(url.slice(SCHEME.length));
    // The newest wins: an edit may replace a file by one of the same name.
    const found = files.findLast(({ api }) => api.filename === name || api.filename === storedName(decode(name)));
    if (found) shown.add(found);
    return found;
  };
  return {
    shown,
    file,
    unfurl({ url }, path) {
      const found = file(url);
      if (found) {
        const { api } = found;
        return {
          id: world.nextId(),
          url: api.url,
          proxy_url: api.proxy_url,
          width: api.width ?? null,
          height: api.height ?? null,
          content_type: api.content_type ?? null,
          attachment_id: api.id,
        } as APIUnfurledMediaItem;
      }
      if (url.startsWith(SCHEME)) {
        const name = url.slice(SCHEME.length);
        const message = `The referenced attachment "${name}" was not found in the request.`;
        throw invalidField([...path, 'url'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message);
      }
      return { id: world.nextId(), url, proxy_url: url, width: null, height: null } as APIUnfurledMediaItem;
    },
  };
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Embeds as Discord returns them: addresses resolved, nulls left out. A file that is not there shows nothing. */
export function resolveEmbeds(embeds: APIEmbed[], media: MediaResolver): APIEmbed[] {
  return embeds.map((embed) => {
    const out: APIEmbed = { ...withoutNulls(embed), type: 'rich' as NonNullable<APIEmbed['type']> };
    if (embed.fields) out.fields = embed.fields.map((field) => ({ ...field, inline: field.inline ?? false }));
    for (const key of ['image', 'thumbnail'] as const) {
      const image = embed[key] ? resolveImage(embed[key], media) : undefined;
      if (image) out[key] = image;
      else delete out[key];
    }
    if (out.author) out.author = resolveIcon(out.author, media);
    if (out.footer) out.footer = resolveIcon(out.footer, media);
    return out;
  });
}

function resolveImage(image: APIEmbedImage, media: MediaResolver): APIEmbedImage | undefined {
  const found = media.file(image.url)?.api;
  if (!found) return image.url.startsWith(SCHEME) ? undefined : { url: image.url, proxy_url: image.url };
  const { url, proxy_url, width, height } = found;
  return { url, proxy_url, ...(width ? { width } : {}), ...(height ? { height } : {}) };
}

function resolveIcon<T extends { icon_url?: string }>(part: T, media: MediaResolver): T {
  const out = withoutNulls(part);
  if (out.icon_url === undefined) return out;
  const url = media.file(out.icon_url)?.api.url ?? out.icon_url;
  return { ...out, icon_url: url, proxy_icon_url: url };
}

const withoutNulls = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined)) as T;
