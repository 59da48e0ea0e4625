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

/** What a network said of a picture, and what spoke for it. */
export interface Heat {
  said: number;
  confidence: number;
  png: Buffer;
}

export interface HeatColumn {
  /** Index of the class. */
  is: number;
  picture: Buffer;
  /** Of each of the stages. */
  heats: readonly Heat[];
}

export interface HeatMaps {
  classes: readonly string[];
  stages: readonly string[];
  columns: readonly HeatColumn[];
}

export const MAX_COLUMNS = 4;
const GAP_PX = 12;
const SIDE_PX = (WIDTH_PX - 2 * MARGIN_PX - (MAX_COLUMNS - 1) * GAP_PX) / MAX_COLUMNS;
/** Room for what stands before a class. */
const BEFORE_PX = 20;
const CAPTION_PX = LINE_PX + 12;
const STAGE_PX = 30;

/** Pictures that the network has not seen, and under each what spoke for its answer, stage by stage. */
export function heatMapsChart({ classes, stages, columns }: HeatMaps): Chart {
  const labels = classLabels(classes);
  const rowPx = STAGE_PX + SIDE_PX + LINE_PX + CAPTION_PX;
  const leftOf = (i: number) => MARGIN_PX + i * (SIDE_PX + GAP_PX);
  const pictures = columns.flatMap(({ is, picture }, i) => [
    image(picture, { x: leftOf(i), y: TOP_PX, sidePx: SIDE_PX }),
    text(texts.isClass(cutToWidth(labels[is] ?? '', SIDE_PX - BEFORE_PX)), {
      x: leftOf(i),
      y: TOP_PX + SIDE_PX + 6,
      isBold: true,
    }),
  ]);
  const maps = stages.flatMap((stage, row) => {
    const y = TOP_PX + SIDE_PX + CAPTION_PX + row * rowPx;
    return [
      text(texts.stage(stage), { x: MARGIN_PX, y: y + 6, colour: COLOURS.quiet }),
      ...columns.flatMap(({ is, heats }, i) => {
        const heat = heats[row];
        if (!heat) return [];
        const [mark, colour] = heat.said === is ? ['✓', COLOURS.good] : ['✗', COLOURS.middling];
        const below = { x: leftOf(i), y: y + STAGE_PX + SIDE_PX + 6 };
        const said = cutToWidth(labels[heat.said] ?? '', SIDE_PX - BEFORE_PX);
        return [
          image(heat.png, { x: leftOf(i), y: y + STAGE_PX, sidePx: SIDE_PX }),
          text(`${mark} ${said}`, { ...below, colour }),
          text(shortSureness(heat.confidence), { x: below.x + BEFORE_PX, y: below.y + LINE_PX, colour: COLOURS.quiet }),
        ];
      }),
    ];
  });
  const heightPx = TOP_PX + SIDE_PX + CAPTION_PX + stages.length * rowPx + 4;
  return card(heightPx, heading(texts.heatMapsTitle, texts.heatMapsLine), [...pictures, ...maps]);
}

/** The same in words. */
export function heatMapsAlt({ classes, stages, columns }: HeatMaps): string {
  const told = columns.map(({ is, heats }) => {
    const said = heats.map(({ said: label, confidence }, i) =>
      texts.heatSaid(texts.stage(stages[i] ?? ''), classes[label] ?? '', sureness(confidence)),
    );
    return texts.heatAlt(classes[is] ?? '', said);
  });
  return texts.heatMapsAlt(told);
}
