import { readFile } from 'node:fs/promises';
import { centreCrop } from '../../../models/views.ts';
import type { Preprocessing } from '../../../models/weights/catalogue.ts';
import { decodePicture } from '../images.ts';
import type { Square } from './heat-map.ts';

/** Sharp enough for a third of a card, which has two pixels for each of CSS. */
export const THUMBNAIL_PX = 352;

/** The part of a picture that the network sees, read anew from its file to be looked at by people. */
export async function readSquare(path: string, { size, resize }: Preprocessing, side: number): Promise<Square> {
  const { picture } = await decodePicture(await readFile(path), Math.ceil((side * resize) / size));
  const { left, top } = centreCrop(picture, side);
  const rgb = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) {
    const start = ((top + y) * picture.width + left) * 3;
    rgb.set(picture.rgb.subarray(start, start + side * 3), y * side * 3);
  }
  return { side, rgb };
}
