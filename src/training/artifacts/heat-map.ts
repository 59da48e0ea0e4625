import sharp from 'sharp';
import type { ClassMap } from '../../../models/class-activation.ts';

/**
 * From little to much: dark violet, red, orange, light yellow (stops of matplotlib's "inferno", CC0). It grows lighter
 * all the way, so it can be read by people who see few colours, and in grey.
 */
const RAMP = [
  [20, 11, 53],
  [101, 21, 110],
  [187, 55, 84],
  [249, 142, 9],
  [252, 255, 164],
] as const;
/** Of the picture's brightness, where it is drawn in grey below the colours. */
const GREY = 0.8;
/** How much the colours cover at most. */
const COVER = 0.72;

/** A square of pixels, red, green and blue in turn. */
export interface Square {
  side: number;
  rgb: Uint8Array;
}

/**
 * Draws what spoke for a class over the picture, which is grey where nothing did. Each map's largest value is its
 * lightest colour: maps tell where, not how much.
 */
export async function paintHeatMap({ side, rgb }: Square, map: ClassMap): Promise<Buffer> {
  const heat = await enlarge(map, side);
  const out = Buffer.alloc(side * side * 3);
  for (let i = 0; i < side * side; i++) {
    const [red = 0, green = 0, blue = 0] = rgb.subarray(3 * i, 3 * i + 3);
    const grey = GREY * (0.299 * red + 0.587 * green + 0.114 * blue);
    const share = (heat[i] as number) / 255;
    const colour = rampAt(share);
    const cover = COVER * share ** 0.7;
    for (let channel = 0; channel < 3; channel++) {
      out[3 * i + channel] = grey * (1 - cover) + (colour[channel] as number) * cover;
    }
  }
  return encode({ side, rgb: out });
}

export async function encode({ side, rgb }: Square): Promise<Buffer> {
  return sharp(rgb, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

/** Smoothly, to one byte for each pixel. */
async function enlarge({ side, values }: ClassMap, to: number): Promise<Uint8Array> {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  const bytes = Uint8Array.from(values, (value) => (largest > 0 ? Math.round((255 * value) / largest) : 0));
  return sharp(bytes, { raw: { width: side, height: side, channels: 1 } })
    .resize(to, to, { kernel: 'mitchell', fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

function rampAt(share: number): number[] {
  const position = Math.min(share, 1) * (RAMP.length - 1);
  const low = RAMP[Math.floor(position)] ?? RAMP[0];
  const high = RAMP[Math.min(Math.floor(position) + 1, RAMP.length - 1)] ?? low;
  const part = position % 1;
  return low.map((value, channel) => value * (1 - part) + (high[channel] ?? 0) * part);
}
