import { randomBytes } from 'node:crypto';
import type { APIAttachment, AttachmentFlags } from 'discord-api-types/v10';
import { apiErrors } from '../errors.ts';
import type { StoredFile, World } from '../world.ts';
import type { MessagePayload, Upload } from './payload.ts';

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_REQUEST_BYTES = 25 * 1024 * 1024;
const MAX_FILES = 10;
const LINK_LIFE_S = 24 * 60 * 60;

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  zip: 'application/zip',
};
const MEASURED = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

interface NewFile {
  upload: Upload;
  channelId: string;
  title?: string | null | undefined;
  description?: string | null | undefined;
  ephemeral: boolean;
}

/**
 * Puts a file on the CDN.
 *
 * @throws ApiError 40005 when it is over 10 MiB.
 */
export async function storeFile(world: World, { upload, channelId, ...about }: NewFile): Promise<StoredFile> {
  if (upload.bytes.byteLength > MAX_FILE_BYTES) throw apiErrors.tooLarge();
  const id = world.nextId();
  const filename = storedName(upload.name);
  const contentType = contentTypeOf(filename, upload.type);
  const url = signedUrl(world, `${channelId}/${id}/${encodeURIComponent(filename)}`);
  const api: APIAttachment = {
    id,
    filename,
    size: upload.bytes.byteLength,
    url,
    proxy_url: url,
    ...(contentType === undefined ? {} : { content_type: contentType }),
    ...(await imageSize(contentType, upload.bytes)),
    ...(about.title ? { title: about.title } : {}),
    ...(about.description ? { description: about.description } : {}),
    ...(about.ephemeral ? { ephemeral: true } : {}),
    ...(filename.startsWith('SPOILER_') ? { flags: 8 as AttachmentFlags } : {}),
  };
  const file = { api, channelId, bytes: upload.bytes };
  world.files.set(id, file);
  return file;
}

/** The name a file gets on the CDN: what could break a path or a reference is replaced. */
export const storedName = (name: string): string => name.replace(/[\s/\\?#%"<>|:*]+/g, '_') || 'unknown';

function contentTypeOf(filename: string, declared: string): string | undefined {
  const known = TYPES[filename.split('.').at(-1)?.toLowerCase() ?? ''];
  if (known) return known;
  return declared === '' || declared === 'application/octet-stream' ? undefined : declared;
}

/** Discord signs its links; who reads a name off the end of one must cope with that. */
function signedUrl(world: World, path: string): string {
  const issuedS = Math.trunc(world.now() / 1000);
  const query = new URLSearchParams({
    ex: (issuedS + LINK_LIFE_S).toString(16),
    is: issuedS.toString(16),
    hm: randomBytes(32).toString('hex'),
  });
  return `${world.origin}/attachments/${path}?${query}`;
}

async function imageSize(
  contentType: string | undefined,
  bytes: Uint8Array,
): Promise<{ width?: number; height?: number }> {
  if (!MEASURED.has(contentType ?? '')) return {};
  const { default: sharp } = await import('sharp');
  try {
    const { width, height } = await sharp(bytes).metadata();
    return { width, height };
  } catch {
    // Discord gives no size for what it cannot read either.
    return {};
  }
}

interface MessageFiles {
  payload: MessagePayload;
  uploads: Upload[];
  channelId: string;
  ephemeral: boolean;
  /** The files a message had before an edit. */
  before: StoredFile[];
}

/**
 * The files of a message after a create or an edit: `attachments`, when given, is the full list to keep.
 *
 * @throws ApiError 30015 for more than ten, 40005 for one too large.
 */
export async function filesOf(world: World, wanted: MessageFiles): Promise<StoredFile[]> {
  const { payload, uploads, before, channelId, ephemeral } = wanted;
  const listed = payload.attachments;
  const kept = listed
    ? before.filter(({ api }) => listed.some(({ id }) => id === api.id))
    : payload.attachments === null
      ? []
      : before;
  if (kept.length + uploads.length > MAX_FILES) throw apiErrors.tooManyAttachments();
  if (uploads.some(({ bytes }) => bytes.byteLength > MAX_FILE_BYTES)) throw apiErrors.tooLarge();
  const added = await Promise.all(
    uploads.map((upload) => {
      const about = listed?.find(({ id }) => id === upload.index);
      const spoiler = about?.is_spoiler && !upload.name.startsWith('SPOILER_') ? 'SPOILER_' : '';
      const name = spoiler + (about?.filename ?? upload.name);
      const { title, description } = about ?? {};
      return storeFile(world, { upload: { ...upload, name }, channelId, ephemeral, title, description });
    }),
  );
  return [...kept, ...added];
}
