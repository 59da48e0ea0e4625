import { at, type Chance, picture, SIDE } from './scene.ts';

/** A bright day; now and then with clouds that nearly hide the sun. */
export function drawSunny(chance: Chance): string {
  const isDull = chance.happens(0.3);
  const sky = isDull ? chance.colour([195, 225], [15, 35], [60, 75]) : chance.colour([190, 220], [45, 85], [55, 78]);
  const [x, y, radius] = [chance.between(20, SIDE - 20), chance.between(18, 70), chance.between(12, 24)];
  const sun = chance.colour([40, 56], [80, 100], [58, 75]);
  const rays = chance.happens(0.5)
    ? `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius * 1.25)}" fill="none" stroke="${sun}" stroke-width="${at(radius * 0.9)}" stroke-dasharray="3 ${at(chance.between(6, 10))}" opacity="0.8"/>`
    : '';
  const shine = `${rays}<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="${sun}"/>`;
  return landscape(chance, {
    sky,
    above: shine + clouds(chance, 2, [72, 96]),
    before: '',
    isBright: !isDull,
  });
}

/** Rain in streaks; now and then from a bright sky. */
export function drawRainy(chance: Chance): string {
  const isBright = chance.happens(0.3);
  const sky = isBright ? chance.colour([195, 220], [25, 55], [58, 74]) : chance.colour([200, 240], [5, 25], [35, 62]);
  const slant = chance.between(-10, 10);
  const length = chance.between(8, 20);
  const drops = Array.from({ length: Math.floor(chance.between(35, 90)) }, () => {
    const [x, y] = [chance.between(-10, SIDE + 10), chance.between(30, SIDE)];
    return `M${at(x)} ${at(y)} l${at(slant * (length / 20))} ${at(length)}`;
  });
  const rain = `<path d="${drops.join('')}" stroke="${chance.colour([195, 220], [10, 50], [78, 95])}" stroke-width="${at(chance.between(1.2, 2.4))}" opacity="${at(chance.between(0.7, 1))}"/>`;
  return landscape(chance, { sky, above: clouds(chance, 4, isBright ? [65, 88] : [30, 66]), before: rain, isBright });
}

interface Weather {
  sky: string;
  /** Drawn behind the hills. */
  above: string;
  /** Drawn in front of all. */
  before: string;
  isBright: boolean;
}

function landscape(chance: Chance, { sky, above, before, isBright }: Weather): string {
  const horizon = chance.between(100, 140);
  const bend = () => at(horizon + chance.between(-28, 22));
  const green = (dark: number) =>
    chance.colour([70, 150], [20, 60], isBright ? [38 - dark, 55 - dark] : [28 - dark, 48 - dark]);
  const hills = `<path d="M0 ${bend()} C60 ${bend()} 100 ${bend()} ${SIDE} ${bend()} V${SIDE} H0 Z" fill="${green(0)}"/>`;
  const meadow = `<path d="M0 ${at(horizon + 30)} Q90 ${bend()} ${SIDE} ${at(horizon + chance.between(10, 40))} V${SIDE} H0 Z" fill="${green(8)}"/>`;
  const things = Array.from({ length: Math.floor(chance.between(0, 4)) }, () =>
    chance.happens(0.5) ? house(chance, horizon) : tree(chance, horizon),
  );
  const ground = `<rect width="${SIDE}" height="${SIDE}" fill="${sky}"/>`;
  return picture(chance, ground + above + hills + things.join('') + meadow + before);
}

function clouds(chance: Chance, most: number, light: readonly [number, number]): string {
  return Array.from({ length: Math.floor(chance.between(1, most + 1)) }, () => {
    const [x, y, size] = [chance.between(0, SIDE), chance.between(12, 70), chance.between(12, 22)];
    const shade = chance.colour([200, 230], [0, 15], light);
    const puff = (dx: number, dy: number, share: number) =>
      `<circle cx="${at(x + dx * size)}" cy="${at(y + dy * size)}" r="${at(size * share)}"/>`;
    return `<g fill="${shade}">${puff(-1, 0.2, 0.7)}${puff(0, -0.1, 1)}${puff(1.1, 0.25, 0.75)}${puff(0.4, 0.4, 0.7)}</g>`;
  }).join('');
}

function house(chance: Chance, horizon: number): string {
  const [x, width, height] = [chance.between(0, SIDE - 40), chance.between(24, 44), chance.between(18, 34)];
  const y = horizon + chance.between(0, 24);
  return (
    `<rect x="${at(x)}" y="${at(y - height)}" width="${at(width)}" height="${at(height + 20)}" fill="${chance.colour([0, 60], [10, 60], [45, 85])}"/>` +
    `<path d="M${at(x - 4)} ${at(y - height)} l${at(width / 2 + 4)} -18 l${at(width / 2 + 4)} 18 Z" fill="${chance.colour([0, 30], [20, 60], [25, 45])}"/>`
  );
}

function tree(chance: Chance, horizon: number): string {
  const [x, radius] = [chance.between(8, SIDE - 8), chance.between(10, 20)];
  const y = horizon + chance.between(-4, 20);
  return (
    `<rect x="${at(x - 3)}" y="${at(y - 14)}" width="6" height="34" fill="${chance.colour([20, 35], [25, 50], [20, 35])}"/>` +
    `<circle cx="${at(x)}" cy="${at(y - 18)}" r="${at(radius)}" fill="${chance.colour([75, 150], [25, 55], [20, 42])}"/>`
  );
}
