import sharp from 'sharp';

/** Stripes along or across, on a ground that differs from picture to picture: a PNG of 72 × 72 pixels. */
export async function drawPicture(isAcross: boolean, i: number): Promise<Buffer> {
  const pixels = Array.from({ length: 72 * 72 }, (_, at) => {
    const position = isAcross ? at % 72 : Math.floor(at / 72);
    const noise = (at * 7919 + i * 104_729) % 31;
    return Math.floor((position + i) / (4 + (i % 3))) % 2
      ? [20 + noise, 30, 40 + i * 5]
      : [200 - noise, 210, 180 - i * 5];
  });
  return sharp(Buffer.from(pixels.flat()), { raw: { width: 72, height: 72, channels: 3 } })
    .png()
    .toBuffer();
}
