import type { Random } from './random.ts';
import type { Preprocessing } from './weights/catalogue.ts';

/** Pixels as bytes, red, green and blue in turn, row by row. */
export interface Picture {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/** A square of a picture, in pixels, mirrored or not. */
export interface Crop {
  left: number;
  top: number;
  side: number;
  mirrored: boolean;
}

/** The crop that pictures are judged by: the middle `size` × `size` pixels, as torchvision takes them. */
export function centreCrop({ width, height }: Picture, size: number): Crop {
  const side = Math.min(size, width, height);
  return { left: Math.round((width - side) / 2), top: Math.round((height - side) / 2), side, mirrored: false };
}

/** The centre, its mirror image, then random crops of 75 to 100 % a side, mirrored in turn. */
export function cropsOf(
  picture: Picture,
  { size, count, random }: { size: number; count: number; random: Random },
): Crop[] {
  const centre = centreCrop(picture, size);
  const shorter = Math.min(picture.width, picture.height);
  return Array.from({ length: count }, (_, i) => {
    if (i < 2) return { ...centre, mirrored: i === 1 };
    const side = shorter * (0.75 + 0.25 * random());
    const [left, top] = [random() * (picture.width - side), random() * (picture.height - side)];
    return { left, top, side, mirrored: i % 2 === 1 };
  });
}

/** A crop as the network's input: float32 [size, size, 3], (value / 255 − mean) / deviation, sampled bilinearly. */
export function viewOf(picture: Picture, crop: Crop, { size, mean, std }: Preprocessing): Float32Array {
  const view = new Float32Array(size * size * 3);
  const scale = crop.side / size;
  for (let y = 0; y < size; y++) {
    const row = weightsAt(crop.top + (y + 0.5) * scale - 0.5, picture.height);
    for (let x = 0; x < size; x++) {
      const column = weightsAt(crop.left + ((crop.mirrored ? size - 1 - x : x) + 0.5) * scale - 0.5, picture.width);
      for (let channel = 0; channel < 3; channel++) {
        const value =
          (sampleRow(picture, row.low, column, channel) * (1 - row.share) +
            sampleRow(picture, row.high, column, channel) * row.share) /
          255;
        view[(y * size + x) * 3 + channel] = (value - (mean[channel] as number)) / (std[channel] as number);
      }
    }
  }
  return view;
}

interface Between {
  low: number;
  high: number;
  /** Of the higher one. */
  share: number;
}

function weightsAt(position: number, length: number): Between {
  const inside = Math.min(Math.max(position, 0), length - 1);
  const low = Math.floor(inside);
  return { low, high: Math.min(low + 1, length - 1), share: inside - low };
}

function sampleRow({ width, rgb }: Picture, y: number, { low, high, share }: Between, channel: number): number {
  const left = rgb[(y * width + low) * 3 + channel] as number;
  const right = rgb[(y * width + high) * 3 + channel] as number;
  return left * (1 - share) + right * share;
}
