import { renderAsync } from '@resvg/resvg-js';
import { seededRandom } from '../../../models/random.ts';
import { drawCup, drawGlass } from './cups-or-glasses.ts';
import { type Chance, chanceOf } from './scene.ts';
import { drawChecks, drawStripes } from './stripes-or-checks.ts';
import { drawRainy, drawSunny } from './sunny-or-rainy.ts';

export const SAMPLE_NAMES = ['cups-or-glasses', 'sunny-or-rainy', 'stripes-or-checks'] as const;
export type SampleName = (typeof SAMPLE_NAMES)[number];

/** A small set of pictures that the project draws itself: no photo's owner has to be asked. */
export interface Sample {
  name: SampleName;
  title: string;
  description: string;
  classes: string[];
  /** Of each class. */
  picturesEach: number;
}

export interface SamplePicture {
  className: string;
  fileName: string;
  png: Uint8Array;
}

interface Drawings {
  title: string;
  description: string;
  seed: number;
  /** Draws one picture of a class, as SVG. */
  classes: Readonly<Record<string, (chance: Chance) => string>>;
}

const PICTURES_EACH = 12;

const SAMPLES: Readonly<Record<SampleName, Drawings>> = {
  'cups-or-glasses': {
    title: 'Cups or glasses',
    description: 'Opaque or see-through? Some glasses have handles, some cups have none.',
    seed: 1,
    classes: { cup: drawCup, glass: drawGlass },
  },
  'sunny-or-rainy': {
    title: 'Sunny or rainy',
    description: 'Landscapes: some suns hide behind clouds, some rain falls from a bright sky.',
    seed: 8,
    classes: { rainy: drawRainy, sunny: drawSunny },
  },
  'stripes-or-checks': {
    title: 'Stripes or checks',
    description: 'Shirts: the pattern alone decides, at any angle and in any colour.',
    seed: 10,
    classes: { checks: drawChecks, stripes: drawStripes },
  },
};

export function listSamples(): Sample[] {
  return SAMPLE_NAMES.map((name) => {
    const { title, description, classes } = SAMPLES[name];
    return { name, title, description, classes: Object.keys(classes), picturesEach: PICTURES_EACH };
  });
}

/** Draws a sample's pictures, off the main thread and one after the other; the same bytes every time. */
export async function drawSample(name: SampleName): Promise<SamplePicture[]> {
  const { seed, classes } = SAMPLES[name];
  const chance = chanceOf(seededRandom(seed));
  const pictures: SamplePicture[] = [];
  for (const [className, draw] of Object.entries(classes)) {
    for (let nth = 1; nth <= PICTURES_EACH; nth++) {
      const rendered = await renderAsync(draw(chance), { font: { loadSystemFonts: false } });
      const fileName = `${className}-${String(nth).padStart(2, '0')}.png`;
      pictures.push({ className, fileName, png: rendered.asPng() });
    }
  }
  return pictures;
}
