import type { Random } from '../../../models/random.ts';

/** Side of a sample's picture, pixels; drawings use the same units. */
export const SIDE = 192;

/** Chances for a drawing, all from one seeded source. */
export interface Chance {
  between(low: number, high: number): number;
  /** True in this share of cases. */
  happens(share: number): boolean;
  oneOf<T>(items: readonly T[]): T;
  /** A colour: hue in degrees, saturation and lightness in per cent. */
  colour(
    hue: readonly [number, number],
    saturation: readonly [number, number],
    light: readonly [number, number],
  ): string;
}

export function chanceOf(random: Random): Chance {
  const between = (low: number, high: number) => low + (high - low) * random();
  return {
    between,
    happens: (share) => random() < share,
    oneOf: (items) => items[Math.floor(random() * items.length)] as (typeof items)[number],
    colour: (hue, saturation, light) =>
      `hsl(${between(...hue).toFixed(0)}, ${between(...saturation).toFixed(0)}%, ${between(...light).toFixed(0)}%)`,
  };
}

/** Coordinates short enough to read. */
export const at = (value: number): string => value.toFixed(1);

/** A whole drawing as SVG, with the grain and the uneven light of a photo, so that no two have an equal pixel. */
export function picture(chance: Chance, content: string): string {
  const [lightX, lightY] = [at(chance.between(0, 100)), at(chance.between(0, 100))];
  const seed = Math.floor(chance.between(1, 10_000));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}">
<defs><filter id="grain" x="0" y="0" width="100%" height="100%">
<feTurbulence type="fractalNoise" baseFrequency="${at(chance.between(0.4, 0.9))}" numOctaves="2" seed="${seed}"/>
<feColorMatrix values="0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0 0.5  0.9 0 0 0 -0.25"/></filter>
<radialGradient id="light" cx="${lightX}%" cy="${lightY}%" r="110%"><stop offset="0" stop-color="#fff" stop-opacity="0.22"/>
<stop offset="1" stop-color="#000" stop-opacity="0.3"/></radialGradient></defs>
${content}
<rect width="${SIDE}" height="${SIDE}" fill="url(#light)"/>
<rect width="${SIDE}" height="${SIDE}" filter="url(#grain)" opacity="0.28"/>
</svg>`;
}

/** Puts a drawing around (0, 0) somewhere near the middle, larger or smaller, a little turned, mirrored or not. */
export function place(chance: Chance, drawing: string, scale: readonly [number, number]): string {
  const [x, y] = [SIDE / 2 + chance.between(-22, 22), SIDE / 2 + chance.between(-14, 18)];
  const size = chance.between(...scale);
  const mirror = chance.happens(0.5) ? -1 : 1;
  const turn = at(chance.between(-7, 7));
  return `<g transform="translate(${at(x)} ${at(y)}) rotate(${turn}) scale(${(size * mirror).toFixed(2)} ${size.toFixed(2)})">${drawing}</g>`;
}
