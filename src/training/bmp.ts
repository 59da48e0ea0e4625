import { PictureError } from './picture-error.ts';

/** Rows of red, green and blue bytes, from the top. */
interface Bitmap {
  width: number;
  height: number;
  rgb: Buffer;
}

/** The size in a BMP's header, in pixels. */
export function bmpSize(file: Buffer): { width: number; height: number } {
  if (file.length < 54) throw new PictureError('the file is cut off');
  return { width: file.readInt32LE(18), height: Math.abs(file.readInt32LE(22)) };
}

/**
 * Decodes the BMP files that programs write today: uncompressed, 24 or 32 bits a pixel, or 8 bits with a palette.
 * sharp's libraries have no reader for BMP.
 * @throws PictureError
 */
export function decodeBmp(file: Buffer): Bitmap {
  const { width, height } = bmpSize(file);
  const [dataStart, headerBytes, bits, compression] = [
    file.readUInt32LE(10),
    file.readUInt32LE(14),
    file.readUInt16LE(28),
    file.readUInt32LE(30),
  ];
  // 3 means bit masks, which 32-bit files name although they are the usual ones.
  const isPlain = compression === 0 || (compression === 3 && bits === 32);
  if (headerBytes < 40 || !isPlain || ![8, 24, 32].includes(bits)) {
    throw new PictureError('a rare kind of BMP; save it as JPEG or PNG');
  }
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (width <= 0 || height <= 0 || dataStart + rowBytes * height > file.length) {
    throw new PictureError('the file is cut off');
  }
  const isBottomUp = file.readInt32LE(22) > 0;
  const palette = file.subarray(14 + headerBytes, dataStart);
  const pixelBytes = bits / 8;
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = dataStart + (isBottomUp ? height - 1 - y : y) * rowBytes;
    for (let x = 0; x < width; x++) {
      const at = row + x * pixelBytes;
      const [source, from] = bits === 8 ? [palette, (file[at] as number) * 4] : [file, at];
      for (let channel = 0; channel < 3; channel++) {
        rgb[(y * width + x) * 3 + channel] = source[from + 2 - channel] ?? 0;
      }
    }
  }
  return { width, height, rgb };
}
