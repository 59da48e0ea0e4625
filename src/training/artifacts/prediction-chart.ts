import type { Chart } from '../../charts/protocol.ts';
import { trainPictures as texts } from '../../core/texts/index.ts';
import { sureness } from '../../core/training/wording.ts';
import { card, classLabels, cutToWidth, heading, image, LINE_PX, MARGIN_PX, TOP_PX, text, WIDTH_PX } from './card.ts';

export interface PredictionPictures {
  className: string;
  probability: number;
  picture: Buffer;
  heat: Buffer;
}

const GAP_PX = 16;
const SIDE_PX = (WIDTH_PX - 2 * MARGIN_PX - GAP_PX) / 2;

/** A new picture beside what spoke for the answer. */
export function predictionChart({ className, probability, picture, heat }: PredictionPictures): Chart {
  const [label = ''] = classLabels([className]);
  const right = MARGIN_PX + SIDE_PX + GAP_PX;
  const y = TOP_PX + SIDE_PX + 8;
  return card(
    TOP_PX + SIDE_PX + LINE_PX + 24,
    heading(`${cutToWidth(label, 420)} ${sureness(probability)}`, texts.predictionLine),
    [
      image(picture, { x: MARGIN_PX, y: TOP_PX, sidePx: SIDE_PX }),
      image(heat, { x: right, y: TOP_PX, sidePx: SIDE_PX }),
      text(texts.asItIs, { x: MARGIN_PX, y }),
      text(texts.whatSpoke(cutToWidth(label, SIDE_PX - 130)), { x: right, y }),
    ],
  );
}
