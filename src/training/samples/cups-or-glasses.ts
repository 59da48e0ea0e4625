import { at, type Chance, picture, place, SIDE } from './scene.ts';

const ANY_HUE = [0, 360] as const;

/** An opaque cup; some have no handle, as bowls for tea. */
export function drawCup(chance: Chance): string {
  const [top, bottom, height] = [chance.between(32, 44), chance.between(18, 32), chance.between(48, 76)];
  const glaze = chance.colour(ANY_HUE, [15, 75], [35, 80]);
  const y = -height / 2;
  const thickness = at(chance.between(6, 10));
  const handle = chance.happens(0.8)
    ? `<ellipse cx="${at(top - 2)}" cy="${at(y + height * 0.42)}" rx="${at(chance.between(14, 22))}" ry="${at(height * 0.26)}" fill="none" stroke="${glaze}" stroke-width="${thickness}"/>`
    : '';
  const band = chance.happens(0.4)
    ? `<rect x="${at(-top)}" y="${at(y + height * chance.between(0.25, 0.6))}" width="${at(2 * top)}" height="${at(height * 0.12)}" fill="${chance.colour(ANY_HUE, [20, 80], [30, 90])}" clip-path="url(#body)"/>`
    : '';
  const saucer = chance.happens(0.5)
    ? `<ellipse cx="0" cy="${at(-y)}" rx="${at(top + 16)}" ry="9" fill="${chance.colour(ANY_HUE, [5, 40], [50, 90])}"/>`
    : '';
  const body = `<path id="shape" d="M${at(-top)} ${at(y)} Q${at(-top)} ${at(-y)} ${at(-bottom)} ${at(-y)} L${at(bottom)} ${at(-y)} Q${at(top)} ${at(-y)} ${at(top)} ${at(y)} Z"/>`;
  const drink = chance.colour([15, 45], [30, 70], [15, 45]);
  return table(
    chance,
    `<defs><clipPath id="body">${body}</clipPath></defs>${saucer}${handle}<g fill="${glaze}">${body}</g>${band}` +
      `<ellipse cx="0" cy="${at(y)}" rx="${at(top)}" ry="10" fill="${glaze}"/>` +
      `<ellipse cx="0" cy="${at(y + 1)}" rx="${at(top - 5)}" ry="7" fill="${drink}"/>`,
  );
}

/** A glass that one sees through: a tumbler, one with a stem, or a mug with a handle of glass. */
export function drawGlass(chance: Chance): string {
  const kind = chance.oneOf(['tumbler', 'stem', 'mug'] as const);
  const [top, bottom, height] =
    kind === 'stem'
      ? [chance.between(26, 38), chance.between(4, 14), chance.between(44, 56)]
      : [chance.between(28, 40), chance.between(20, 32), chance.between(62, 88)];
  const y = kind === 'stem' ? -50 : -height / 2;
  const foot = y + height;
  const level = chance.between(0.15, 0.7);
  const side = (share: number) => at(top + (bottom - top) * share);
  const drink = chance.colour(ANY_HUE, [30, 90], [35, 75]);
  const tint = chance.colour([180, 220], [10, 40], [80, 95]);
  const stem =
    kind === 'stem'
      ? `<path d="M0 ${at(foot)} V48" stroke="${tint}" stroke-width="5" opacity="0.8"/><ellipse cx="0" cy="50" rx="24" ry="6" fill="${tint}" opacity="0.75"/>`
      : '';
  const handle =
    kind === 'mug'
      ? `<ellipse cx="${at(top)}" cy="${at(y + height * 0.45)}" rx="18" ry="${at(height * 0.26)}" fill="none" stroke="${tint}" stroke-width="7" opacity="0.65"/>`
      : '';
  return table(
    chance,
    `${handle}${stem}<path d="M${at(-top)} ${at(y)} L${at(-bottom)} ${at(foot)} H${at(bottom)} L${at(top)} ${at(y)} Z" fill="${tint}" opacity="0.35"/>` +
      `<path d="M-${side(level)} ${at(y + height * level)} L${at(-bottom + 2)} ${at(foot - 3)} H${at(bottom - 2)} L${side(level)} ${at(y + height * level)} Z" fill="${drink}" opacity="${at(chance.between(0.55, 0.95))}"/>` +
      `<path d="M${at(-top)} ${at(y)} L${at(-bottom)} ${at(foot)} H${at(bottom)} L${at(top)} ${at(y)}" fill="none" stroke="${tint}" stroke-width="3" opacity="0.8"/>` +
      `<ellipse cx="0" cy="${at(y)}" rx="${at(top)}" ry="8" fill="none" stroke="${tint}" stroke-width="3" opacity="0.9"/>` +
      `<path d="M${at(-top * 0.6)} ${at(y + 12)} L${at(-bottom * 0.6)} ${at(foot - 10)}" stroke="#fff" stroke-width="4" opacity="0.5"/>`,
  );
}

function table(chance: Chance, object: string): string {
  const edge = chance.between(SIDE * 0.45, SIDE * 0.75);
  const wall = chance.colour(ANY_HUE, [5, 55], [30, 85]);
  const wood = chance.colour(chance.happens(0.6) ? [15, 45] : ANY_HUE, [10, 60], [25, 75]);
  const things = Array.from({ length: Math.floor(chance.between(0, 4)) }, () => {
    const [x, width, height] = [chance.between(-10, SIDE), chance.between(12, 46), chance.between(14, 60)];
    const shade = chance.colour(ANY_HUE, [10, 60], [25, 85]);
    return `<rect x="${at(x)}" y="${at(edge - height)}" width="${at(width)}" height="${at(height)}" rx="3" fill="${shade}"/>`;
  });
  return picture(
    chance,
    `<rect width="${SIDE}" height="${SIDE}" fill="${wall}"/>${things.join('')}` +
      `<rect y="${at(edge)}" width="${SIDE}" height="${SIDE}" fill="${wood}"/>${place(chance, object, [0.85, 1.45])}`,
  );
}
