import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkPictures } from '../../../src/core/training/picture-check.ts';
import { collectPictures, EMPTY_SET, fingerprintIn } from '../../../src/training/intake/picture-set.ts';
import { drawPicture } from '../draw.ts';
import { makeZip } from './make-zip.ts';
import { pngChunk } from './png.ts';

let folder: string;
let photo: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odd-'));
  photo = await sharp(await drawPicture(false, 1))
    .jpeg({ quality: 95 })
    .toBuffer();
});
afterAll(() => rm(folder, { recursive: true }));

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const header = (width: number, height: number, depth: number, colour: number): Buffer => {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, colour], 8);
  return pngChunk('IHDR', data);
};

/** A 20 × 20 PNG of two palette colours, the second of which is half clear. */
function paletteWithAlpha(): Buffer {
  const rows = Buffer.alloc(21 * 20, 1);
  for (let y = 0; y < 20; y++) rows[y * 21] = 0;
  return Buffer.concat([
    PNG,
    header(20, 20, 8, 3),
    pngChunk('PLTE', Buffer.from([0, 0, 0, 200, 0, 0])),
    pngChunk('tRNS', Buffer.from([255, 128])),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG that says it is 20,000 × 20,000, and is true to it: 1.2 GB of one colour in about a megabyte. */
const bomb = (): Buffer =>
  Buffer.concat([PNG, header(20_000, 20_000, 8, 2), pngChunk('IDAT', deflateSync(Buffer.alloc(2 ** 20)))]);

const frames = async (format: 'gif' | 'webp') => {
  const colours = ['red', 'blue'];
  const stills = await Promise.all(
    colours.map((background) =>
      sharp({ create: { width: 32, height: 32, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(stills, { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
};
const clear = (format: 'webp' | 'avif') =>
  sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 0.5 } } })
    .toFormat(format, { lossless: true })
    .toBuffer();
const turned = (orientation: number) => sharp(photo).withMetadata({ orientation }).jpeg().toBuffer();

type Make = () => Buffer | Promise<Buffer>;
const KEPT = 'kept';
/** The rows of what people really attach, and what becomes of each. */
const ROWS: readonly (readonly [file: string, make: Make, outcome: string])[] = [
  ['00_reference_ant.jpg', () => photo, KEPT],
  ['01_exif_rot6_iphone_wild.jpg', () => turned(6), KEPT],
  ['02_exif_orientation2.jpg', () => turned(2), KEPT],
  ['02_exif_orientation3.jpg', () => turned(3), KEPT],
  ['02_exif_orientation8.jpg', () => turned(8), KEPT],
  ['05_gray.jpg', () => sharp(photo).greyscale().jpeg().toBuffer(), KEPT],
  ['07_rgb16.png', () => sharp(photo).toColourspace('rgb16').png().toBuffer(), KEPT],
  ['08_palette_alpha.png', paletteWithAlpha, KEPT],
  ['10_rgba_gradient.png', () => sharp(photo).ensureAlpha(0.3).png().toBuffer(), KEPT],
  ['11_animated_wild.gif', () => frames('gif'), 'animated (2 frames); only the first frame is used'],
  ['13_webp_lossy.webp', () => sharp(photo).webp().toBuffer(), KEPT],
  ['14_webp_alpha_lossless.webp', () => clear('webp'), KEPT],
  ['15_webp_animated.webp', () => frames('webp'), 'animated (2 frames); only the first frame is used'],
  ['17_progressive_wild.jpg', () => sharp(photo).jpeg({ progressive: true }).toBuffer(), KEPT],
  ['19_truncated_header.jpg', () => photo.subarray(0, 120), 'a damaged JPEG file, or one that is cut off'],
  ['20_zero_byte.jpg', () => Buffer.alloc(0), 'the file is empty'],
  ['21_text_renamed.jpg', () => Buffer.from('This is text.'), 'not a picture that can be read here'],
  ['22_phone.heic', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'a HEIC picture'],
  ['23_vector.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'an SVG drawing, not a photo'],
  ['25_bomb_20000x20000_rgb.png', bomb, '20000 × 20000 pixels; at most 40 megapixels can be used'],
  ['28_nested.zip', () => makeZip([{ name: 'cats/a.jpg', data: photo }]), 'an archive, not a picture'],
  ['31_cjk_名前 with space & #%.jpg', () => photo, KEPT],
  [
    '32_tiny_1x1.png',
    () =>
      sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
    '1 × 1 pixels are too few',
  ],
  ['34_tiff_lzw.tif', () => sharp(photo).tiff({ compression: 'lzw' }).toBuffer(), KEPT],
  ['38_lossless_cmyk.tif', () => sharp(photo).toColourspace('cmyk').tiff().toBuffer(), KEPT],
  ['39_uppercase.JPEG', () => photo, KEPT],
  ['40_duplicate_of_00.jpg', () => photo, KEPT],
  ['42_avif_alpha.avif', () => clear('avif'), KEPT],
];

it.each(ROWS)('%s', async (name, make, outcome) => {
  const bytes = await make();
  const incoming = async function* () {
    yield { className: 'odd', name, read: async () => bytes };
  };
  const { classes, leftOut } = await collectPictures(folder, EMPTY_SET, incoming());
  const [picture] = classes.flatMap(({ pictures }) => pictures);
  expect(picture?.name ?? leftOut[0]?.name).toBe(name);
  if (outcome === KEPT) expect([picture?.note, leftOut]).toEqual([undefined, []]);
  else expect(picture?.note ?? leftOut[0]?.reason).toContain(outcome);
});

it('says of a copy that it is one, whichever name it has', async () => {
  const incoming = async function* () {
    for (const name of ['00_reference_ant.jpg', '40_duplicate_of_00.jpg']) {
      yield { className: 'ants', name, read: async () => photo };
    }
  };
  const { classes } = await collectPictures(folder, EMPTY_SET, incoming());
  const checked = classes.map(({ name, pictures }) => ({
    name,
    pictures: pictures.map((one) => ({ ...one, fingerprint: fingerprintIn(one) })),
  }));
  expect(checkPictures(checked).duplicates).toMatchObject([
    { first: { name: '00_reference_ant.jpg' }, second: { name: '40_duplicate_of_00.jpg' }, exact: true },
  ]);
});
