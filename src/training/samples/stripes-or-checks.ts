import { at, type Chance, picture, place, SIDE } from './scene.ts';

/** A shirt with stripes. */
export function drawStripes(chance: Chance): string {
  const cloth = clothOf(chance);
  return shirt(chance, cloth, bars(cloth.step, cloth.step * chance.between(0.3, 0.6)));
}

/** A shirt with checks: crossing stripes, or squares in turn. */
export function drawChecks(chance: Chance): string {
  const cloth = clothOf(chance);
  const width = cloth.step * chance.between(0.3, 0.55);
  const crossing = `${bars(cloth.step, width)}<g transform="rotate(90)">${bars(cloth.step, width)}</g>`;
  return shirt(chance, cloth, chance.happens(0.5) ? squares(cloth.step / 2) : crossing);
}

interface Cloth {
  ground: string;
  ink: string;
  opacity: string;
  /** Of the pattern's repetition. */
  step: number;
}

function clothOf(chance: Chance): Cloth {
  const isLight = chance.happens(0.5);
  const ground = chance.colour([0, 360], [10, 70], isLight ? [65, 90] : [25, 45]);
  const ink = chance.colour([0, 360], [15, 80], isLight ? [20, 55] : [55, 90]);
  return { ground, ink, step: chance.between(11, 24), opacity: at(chance.between(0.5, 1)) };
}

/** Patterns cover all of a shirt at any angle. */
const REACH = 110;

function bars(step: number, width: number): string {
  const many = Math.ceil(REACH / step);
  const lines = Array.from({ length: 2 * many }, (_, i) => `M${at((i - many) * step)} ${-REACH} v${2 * REACH}`);
  return `<path d="${lines.join('')}" stroke-width="${at(width)}"/>`;
}

/** A row of squares is a dashed line, the next one begins with a gap. */
function squares(side: number): string {
  const many = Math.ceil(REACH / side);
  const rows = (first: number) =>
    Array.from({ length: many }, (_, i) => `M${-REACH} ${at((2 * i + first - many) * side)} h${2 * REACH}`).join('');
  const dashes = `stroke-width="${at(side)}" stroke-dasharray="${at(side)}"`;
  return `<path d="${rows(0)}" ${dashes}/><path d="${rows(1)}" ${dashes} stroke-dashoffset="${at(side)}"/>`;
}

const SHIRT =
  'M-24 -62 L-58 -46 L-74 -8 L-50 2 L-42 -14 L-42 62 L42 62 L42 -14 L50 2 L74 -8 L58 -46 L24 -62 Q0 -44 -24 -62 Z';

/** @param pattern drawn in ink around (0, 0) */
function shirt(chance: Chance, { ground, ink, opacity }: Cloth, pattern: string): string {
  const turn = at(chance.happens(0.5) ? chance.oneOf([0, 90]) + chance.between(-6, 6) : chance.between(20, 70));
  const folds = Array.from({ length: 3 }, () => {
    const x = chance.between(-36, 36);
    return `<path d="M${at(x)} ${at(chance.between(-30, 0))} q${at(chance.between(-8, 8))} 25 ${at(chance.between(-6, 6))} 50" fill="none" stroke="#000" stroke-width="${at(chance.between(2, 5))}" opacity="0.18"/>`;
  });
  const wall = chance.colour([0, 360], [5, 45], [30, 85]);
  const floor = `<rect y="${at(chance.between(120, 170))}" width="${SIDE}" height="${SIDE}" fill="${chance.colour([0, 360], [5, 45], [25, 75])}"/>`;
  const rail = `<path d="M-14 -66 Q0 -84 14 -66" fill="none" stroke="#777" stroke-width="3"/>`;
  const inked = `<g clip-path="url(#shirt)"><g transform="rotate(${turn})" stroke="${ink}" opacity="${opacity}">${pattern}</g></g>`;
  const outline = `<path d="${SHIRT}" fill="none" stroke="#000" stroke-width="1.5" opacity="0.35"/>`;
  const drawing = `${rail}<path d="${SHIRT}" fill="${ground}"/>${inked}${outline}${folds.join('')}`;
  const clip = `<defs><clipPath id="shirt"><path d="${SHIRT}"/></clipPath></defs>`;
  return picture(
    chance,
    `${clip}<rect width="${SIDE}" height="${SIDE}" fill="${wall}"/>${floor}${place(chance, drawing, [0.9, 1.3])}`,
  );
}
