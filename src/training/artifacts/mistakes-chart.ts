import type { Chart } from '../../charts/protocol.ts';
import { COLOURS } from '../../charts/theme.ts';
import { trainPictures as texts } from '../../core/texts/index.ts';
import { sureness } from '../../core/training/wording.ts';
import {
  card,
  classLabels,
  cutToWidth,
  heading,
  image,
  LINE_PX,
  MARGIN_PX,
  shortSureness,
  TOP_PX,
  text,
  WIDTH_PX,
} from './card.ts';

export interface Mistake {
  /** Indices of classes. */
  is: number;
  said: number;
  /** The share that the class that was said got. */
  confidence: number;
  thumbnail: Buffer;
}

export interface Mistakes {
  stage: string;
  classes: readonly string[];
  /** All that were wrong, of so many. */
  wrong: number;
  tested: number;
  /** Of them those that the network was surest of, the surest first. */
  worst: readonly Mistake[];
}

/** How many are shown. */
export const MAX_MISTAKES = 6;
const COLUMNS = 3;
const GAP_PX = 16;
const SIDE_PX = (WIDTH_PX - 2 * MARGIN_PX - (COLUMNS - 1) * GAP_PX) / COLUMNS;
/** Room for what stands around the class that was said. */
const SAID_PX = 92;
const ROW_PX = SIDE_PX + 2 * LINE_PX + 22;

/** Thumbnails of the mistakes with what they are, what was said and how surely. */
export function mistakesChart({ stage, classes, wrong, tested, worst }: Mistakes): Chart {
  const labels = classLabels(classes);
  const elements = worst.flatMap(({ is, said, confidence, thumbnail }, i) => {
    const x = MARGIN_PX + (i % COLUMNS) * (SIDE_PX + GAP_PX);
    const y = TOP_PX + Math.floor(i / COLUMNS) * ROW_PX;
    return [
      image(thumbnail, { x, y, sidePx: SIDE_PX }),
      text(texts.isClass(cutToWidth(labels[is] ?? '', SIDE_PX - 20)), { x, y: y + SIDE_PX + 8, isBold: true }),
      text(texts.saidClass(cutToWidth(labels[said] ?? '', SIDE_PX - SAID_PX), shortSureness(confidence)), {
        ...{ x, y: y + SIDE_PX + 8 + LINE_PX, colour: COLOURS.middling },
      }),
    ];
  });
  const rows = Math.ceil(worst.length / COLUMNS);
  const line = texts.mistakesLine(worst.length, wrong, tested);
  return card(TOP_PX + rows * ROW_PX + 4, heading(texts.mistakesTitle(texts.stage(stage)), line), elements);
}

/** The same in words. */
export function mistakesAlt({ classes, wrong, tested, worst }: Mistakes): string {
  const told = worst.map(({ is, said, confidence }) =>
    texts.mistakeAlt(classes[is] ?? '', classes[said] ?? '', sureness(confidence)),
  );
  return texts.mistakesAlt(worst.length, wrong, tested, told);
}
