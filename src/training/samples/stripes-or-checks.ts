import { at, type Chance, picture, place, SIDE } from './scene.ts';

/** A shirt with stripes. */
export function drawStripes(chance: Chance): string {
  const { ground, ink, step, opacity } = cloth(chance);
  const width = step * chance.between(0.3, 0.6);
  return shirt(chance, {
    ground,
    step,
    pattern: `<rect width="${at(width)}" height="${at(step)}" fill="${ink}" opacity="${opacity}"/>`,
  });
}

/** A shirt with checks: crossing stripes, or squares in turn. */
export function drawChecks(chance: Chance): string {
  const { ground, ink, step, opacity } = cloth(chance);
  const half = step / 2;
  const width = step * chance.between(0.3, 0.55);
  const bar = (w: number, h: number, x = 0, y = 0) =>
    `<rect x="${at(x)}" y="${at(y)}" width="${at(w)}" height="${at(h)}" fill="${ink}" opacity="${opacity}"/>`;
  const pattern = chance.happens(0.5)
    ? bar(half, half) + bar(half, half, half, half)
    : bar(width, step) + bar(step, width);
  return shirt(chance, { ground, step, pattern });
}

function cloth(chance: Chance) {
  const isLight = chance.happens(0.5);
  const ground = chance.colour([0, 360], [10, 70], isLight ? [65, 90] : [25, 45]);
  const ink = chance.colour([0, 360], [15, 80], isLight ? [20, 55] : [55, 90]);
  return { ground, ink, step: chance.between(11, 24), opacity: at(chance.between(0.5, 1)) };
}

interface Cloth {
  ground: string;
  /** One tile of `step` × `step`. */
  pattern: string;
  step: number;
}

const SHIRT =
  'M-24 -62 L-58 -46 L-74 -8 L-50 2 L-42 -14 L-42 62 L42 62 L42 -14 L50 2 L74 -8 L58 -46 L24 -62 Q0 -44 -24 -62 Z';

function shirt(chance: Chance, { ground, pattern, step }: Cloth): string {
  const turn = at(chance.happens(0.5) ? chance.oneOf([0, 90]) + chance.between(-6, 6) : chance.between(20, 70));
  const tile = `<pattern id="cloth" width="${at(step)}" height="${at(step)}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})"><rect width="${at(step)}" height="${at(step)}" fill="${ground}"/>${pattern}</pattern>`;
  const folds = Array.from({ length: 3 }, () => {
    const x = chance.between(-36, 36);
    return `<path d="M${at(x)} ${at(chance.between(-30, 0))} q${at(chance.between(-8, 8))} 25 ${at(chance.between(-6, 6))} 50" fill="none" stroke="#000" stroke-width="${at(chance.between(2, 5))}" opacity="0.18"/>`;
  });
  const wall = chance.colour([0, 360], [5, 45], [30, 85]);
  const floor = `<rect y="${at(chance.between(120, 170))}" width="${SIDE}" height="${SIDE}" fill="${chance.colour([0, 360], [5, 45], [25, 75])}"/>`;
  const rail = `<path d="M-14 -66 Q0 -84 14 -66" fill="none" stroke="#777" stroke-width="3"/>`;
  const drawing = `${rail}<path d="${SHIRT}" fill="url(#cloth)"/><path d="${SHIRT}" fill="none" stroke="#000" stroke-width="1.5" opacity="0.35"/>${folds.join('')}`;
  return picture(
    chance,
    `<defs>${tile}</defs><rect width="${SIDE}" height="${SIDE}" fill="${wall}"/>${floor}${place(chance, drawing, [0.9, 1.3])}`,
  );
}
