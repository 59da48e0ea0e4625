import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../../models/views.ts';
import { bmpSize, decodeBmp } from './bmp.ts';
import { PictureError } from './picture-error.ts';
import { type PictureFormat, sniffPicture } from './sniff.ts';

/** What one picture may cost. */
export const PICTURE_LIMITS = { bytes: 10 * 1024 * 1024, pixels: 40_000_000, minSide: 16 } as const;

/** The longer side is cut to this multiple of the shorter one: only the middle is looked at. */
const MAX_ASPECT = 1.5;

export interface DecodedPicture {
  picture: Picture;
  /** Something the owner should know, such as that only the first frame counts. */
  note?: string;
}

/**
 * Decodes a file that somebody attached: upright, on white, 8 bits, red, green and blue, the shorter side scaled to
 * `shorterSide` pixels. Content decides what the file is; its header is read before anything is decoded.
 * @throws PictureError with the reason; missing data and wrong checksums are reasons too.
 */
export async function decodePicture(file: Buffer, shorterSide: number): Promise<DecodedPicture> {
  if (file.length > PICTURE_LIMITS.bytes) throw new PictureError('larger than 10 MiB');
  const sniffed = sniffPicture(file);
  if ('refusal' in sniffed) throw new PictureError(sniffed.refusal);
  try {
    return await decode(file, sniffed.format, shorterSide);
  } catch (error: unknown) {
    if (error instanceof PictureError) throw error;
    throw new PictureError(`a damaged ${sniffed.format.toUpperCase()} file, or one that is cut off`, { cause: error });
  }
}

async function decode(file: Buffer, format: PictureFormat, shorterSide: number): Promise<DecodedPicture> {
  const { width, height, pages } = await readHeader(file, format);
  if (width * height > PICTURE_LIMITS.pixels) {
    throw new PictureError(`${width} × ${height} pixels; at most 40 megapixels can be used`);
  }
  if (Math.min(width, height) < PICTURE_LIMITS.minSide) {
    throw new PictureError(`${width} × ${height} pixels are too few`);
  }
  const scaled = scaledSize(width, height, shorterSide);
  const { data, info } = await open(file, format)
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .extract(scaled.extract)
    .resize({ width: scaled.width, height: scaled.height, fit: 'fill', kernel: 'linear' })
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const picture = { width: info.width, height: info.height, rgb: threeChannels(data, info.channels) };
  return pages > 1 ? { picture, note: `animated (${pages} frames); only the first frame is used` } : { picture };
}

function open(file: Buffer, format: PictureFormat): Sharp {
  const options = { failOn: 'error', limitInputPixels: PICTURE_LIMITS.pixels } as const;
  if (format !== 'bmp') return sharp(file, options);
  const { width, height, rgb } = decodeBmp(file);
  return sharp(rgb, { ...options, raw: { width, height, channels: 3 } });
}

/** Width and height as the picture is seen, upright. */
async function readHeader(file: Buffer, format: PictureFormat) {
  if (format === 'bmp') return { ...bmpSize(file), pages: 1 };
  // The limit is checked by the caller, in words of its own.
  const metadata = await sharp(file, { failOn: 'error', limitInputPixels: false }).metadata();
  const { width, height } = metadata.autoOrient;
  return { width, height, pages: metadata.pages ?? 1 };
}

/** The middle of a long picture, and the size that it is scaled to. */
function scaledSize(width: number, height: number, shorterSide: number) {
  const shorter = Math.min(width, height);
  const longest = Math.round(shorter * MAX_ASPECT);
  const [kept, keptHeight] = [Math.min(width, longest), Math.min(height, longest)];
  return {
    extract: {
      left: Math.floor((width - kept) / 2),
      top: Math.floor((height - keptHeight) / 2),
      width: kept,
      height: keptHeight,
    },
    width: Math.round((kept / shorter) * shorterSide),
    height: Math.round((keptHeight / shorter) * shorterSide),
  };
}

function threeChannels(data: Buffer, channels: number): Uint8Array {
  if (channels === 3) return data;
  if (channels !== 1) throw new PictureError(`has ${channels} channels instead of red, green and blue`);
  return Uint8Array.from({ length: data.length * 3 }, (_, i) => data[Math.floor(i / 3)] as number);
}
