/** What a file is, by its first bytes; its name proves nothing. */
export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff' | 'bmp' | 'avif';

type Sniffed = { format: PictureFormat } | { refusal: string };

const ADVICE = 'save it as JPEG or PNG';

/** The formats that are told by fixed bytes at a fixed place, in Latin-1. */
const SIGNATURES: readonly (readonly [at: number, bytes: string, format: PictureFormat])[] = [
  [0, '\xff\xd8\xff', 'jpeg'],
  [0, '\x89PNG\r\n\x1a\n', 'png'],
  [0, 'GIF87a', 'gif'],
  [0, 'GIF89a', 'gif'],
  [0, 'II*\0', 'tiff'],
  [0, 'MM\0*', 'tiff'],
  [0, 'BM', 'bmp'],
  [8, 'WEBP', 'webp'],
];

/** Files that people attach by mistake. */
const REFUSALS: readonly (readonly [signature: string, refusal: string])[] = [
  ['PK', 'an archive, not a picture; unpack it into class folders first'],
  ['%PDF', `a PDF, not a picture; ${ADVICE}`],
  ['\0\0\x01\0', `an icon, not a photo; ${ADVICE}`],
  ['8BPS', `a Photoshop file; ${ADVICE}`],
  ['\0\0\0\x0cJXL ', `a JPEG XL picture, which cannot be read here; ${ADVICE}`],
  ['\xff\x0a', `a JPEG XL picture, which cannot be read here; ${ADVICE}`],
  ['\0\0\0\x0cjP  ', `a JPEG 2000 picture, which cannot be read here; ${ADVICE}`],
];

/** Tells what a file is from its first kilobyte. */
export function sniffPicture(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return { refusal: 'the file is empty' };
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  const found = SIGNATURES.find(([at, signature]) => head.startsWith(signature, at));
  if (found) return { format: found[2] };
  if (head.startsWith('ftyp', 4)) return sniffIsoMedia(head);
  const refusal = REFUSALS.find(([signature]) => head.startsWith(signature))?.[1];
  if (refusal) return { refusal };
  if (/<svg[\s>]/i.test(head)) {
    return { refusal: `an SVG drawing, not a photo; ${ADVICE}` };
  }
  return { refusal: `not a picture that can be read here; ${ADVICE}` };
}

/** HEIC and AVIF share a container; the brands at its beginning tell them apart. */
function sniffIsoMedia(head: string): Sniffed {
  const bytes = head.charCodeAt(2) * 256 + head.charCodeAt(3);
  const brands = head.slice(8, Math.max(bytes, 16)).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return { format: 'avif' };
  if (brands.some((brand) => /^(?:hei|hev|mif1|msf1)/.test(brand))) {
    return { refusal: 'a HEIC picture (an iPhone saves these), which cannot be read here; save it as JPEG' };
  }
  return { refusal: 'a video, not a picture; save a frame of it as JPEG' };
}
