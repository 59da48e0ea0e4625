import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePicture } from '../../src/training/images.ts';

/** Four quarters of different colours, 90 × 60, so that every turn and mirror shows. */
const drawing = () =>
  sharp(
    Buffer.from(
      Array.from({ length: 90 * 60 }, (_, i) => {
        const [right, low] = [i % 90 >= 45, Math.floor(i / 90) >= 30];
        return [right ? 220 : 30, low ? 200 : 40, right === low ? 210 : 20];
      }).flat(),
    ),
    { raw: { width: 90, height: 60, channels: 3 } },
  );

let upright: Uint8Array;
beforeAll(async () => {
  upright = (await decodePicture(await drawing().png().toBuffer(), 60)).picture.rgb;
});

/** Mean difference of the pixels, 0 to 255, from the drawing. */
async function differenceOf(file: Buffer): Promise<number> {
  const { picture } = await decodePicture(file, 60);
  expect([picture.width, picture.height]).toEqual([90, 60]);
  return upright.reduce((sum, value, i) => sum + Math.abs(value - picture.rgb[i]!), 0) / upright.length;
}

/** A 24-bit bottom-up BMP of the drawing. */
async function bmp(): Promise<Buffer> {
  const { data } = await drawing().raw().toBuffer({ resolveWithObject: true });
  const rowBytes = Math.ceil((90 * 24) / 32) * 4;
  const file = Buffer.alloc(54 + rowBytes * 60);
  file.write('BM');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(90, 18);
  file.writeInt32LE(60, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < 60; y++) {
    for (let x = 0; x < 90; x++) {
      const at = 54 + (59 - y) * rowBytes + x * 3;
      for (let channel = 0; channel < 3; channel++) file[at + 2 - channel] = data[(y * 90 + x) * 3 + channel]!;
    }
  }
  return file;
}

describe('what is decoded', () => {
  it.each([
    ['JPEG', () => drawing().jpeg({ quality: 95 }).toBuffer()],
    ['progressive JPEG', () => drawing().jpeg({ quality: 95, progressive: true }).toBuffer()],
    ['16-bit PNG', () => drawing().toColourspace('rgb16').png().toBuffer()],
    ['palette PNG', () => drawing().png({ palette: true }).toBuffer()],
    ['lossy WebP', () => drawing().webp({ quality: 95 }).toBuffer()],
    ['GIF', () => drawing().gif().toBuffer()],
    ['TIFF with LZW', () => drawing().tiff({ compression: 'lzw' }).toBuffer()],
    ['AVIF', () => drawing().avif({ quality: 90 }).toBuffer()],
    ['BMP', bmp],
  ])('%s', async (_name, make) => {
    expect(await differenceOf(await make())).toBeLessThan(8);
  });

  it.each([
    [2, () => drawing().flop()],
    [3, () => drawing().rotate(180)],
    [6, () => drawing().rotate(-90)],
    [8, () => drawing().rotate(90)],
  ])('a picture that a camera stored with orientation %i, upright', async (orientation, store) => {
    const stored = await store().png().toBuffer();
    const file = await sharp(stored).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
    expect(await differenceOf(file)).toBeLessThan(8);
  });

  it('grey, as three equal channels', async () => {
    const { picture } = await decodePicture(await drawing().greyscale().jpeg().toBuffer(), 60);
    expect(picture.rgb).toHaveLength(90 * 60 * 3);
    expect([picture.rgb[0], picture.rgb[1]]).toEqual([picture.rgb[1], picture.rgb[2]]);
  });

  it('CMYK, as red, green and blue', async () => {
    const { picture } = await decodePicture(await drawing().toColourspace('cmyk').tiff().toBuffer(), 60);
    expect(picture.rgb).toHaveLength(90 * 60 * 3);
  });

  it.each(['png', 'webp', 'avif'] as const)('transparency in %s, on white', async (format) => {
    const clear = sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    const { picture } = await decodePicture(await clear.toFormat(format).toBuffer(), 40);
    expect(Math.min(...picture.rgb)).toBeGreaterThan(250);
  });

  it.each(['gif', 'webp'] as const)('the first frame of an animated %s, and says so', async (format) => {
    const frames = await Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { width: 32, height: 32, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const file = await sharp(frames, { join: { animated: true } })
      .toFormat(format)
      .toBuffer();
    const { picture, note } = await decodePicture(file, 32);
    expect(note).toBe('animated (2 frames); only the first frame is used');
    expect(picture.rgb[0]).toBeGreaterThan(200);
  });

  it('a very long picture, by its middle alone', async () => {
    const long = sharp({ create: { width: 20_000, height: 20, channels: 3, background: 'green' } });
    const { picture } = await decodePicture(await long.png().toBuffer(), 64);
    expect([picture.width, picture.height]).toEqual([96, 64]);
  });
});

describe('what is refused, with its reason', () => {
  const refusals: [string, () => Promise<Buffer> | Buffer, string][] = [
    ['an empty file', () => Buffer.alloc(0), 'the file is empty'],
    ['a text', () => Buffer.from('This is plain text, not a picture.'), 'not a picture that can be read'],
    ['an SVG', () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'an SVG drawing'],
    ['a HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'HEIC'],
    ['a video', () => Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'), 'a video'],
    ['a zip', () => Buffer.from('PK\x03\x04'), 'an archive'],
    [
      'one pixel',
      () =>
        sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
      'too few',
    ],
    ['too many bytes', () => Buffer.alloc(10 * 1024 * 1024 + 1), 'larger than 10 MiB'],
    ['a truncated BMP', async () => (await bmp()).subarray(0, 2000), 'cut off'],
  ];
  it.each(refusals)('%s', async (_name, make, reason) => {
    await expect(decodePicture(await make(), 64)).rejects.toThrow(reason);
  });

  it('a decompression bomb, by its header', async () => {
    // 8,000 × 8,000 pixels, 192 MB decoded; the header alone is enough to refuse it.
    const small = await sharp({ create: { width: 32, height: 32, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const bomb = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    await expect(decodePicture(bomb, 64)).rejects.toThrow('8000 × 8000 pixels; at most 40 megapixels');
    await expect(decodePicture(bomb.subarray(0, 500), 64)).rejects.toThrow('at most 40 megapixels');
    await expect(decodePicture(small, 64)).resolves.toBeDefined();
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('a %s that is cut off', async (format) => {
    const noise = sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
        background: 'red',
      },
    });
    const file = await noise.toFormat(format).toBuffer();
    await expect(decodePicture(file.subarray(0, Math.floor(file.length * 0.6)), 64)).rejects.toThrow('cut off');
    await expect(decodePicture(file.subarray(0, 120), 64)).rejects.toThrow('cut off');
  });

  it('a PNG whose checksum is wrong', async () => {
    const file = await drawing().png().toBuffer();
    file[Math.floor(file.length / 2)]! ^= 0x55;
    await expect(decodePicture(file, 64)).rejects.toThrow('damaged PNG');
  });
});
