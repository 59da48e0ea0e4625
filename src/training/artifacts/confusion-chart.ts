import type { Chart } from '../../charts/protocol.ts';
import { COLOURS, FONT_PX } from '../../charts/theme.ts';
import { trainPictures as texts } from '../../core/texts/index.ts';
import { classLabels, cutToWidth, heading, MARGIN_PX, type Option, TOP_PX, WIDTH_PX } from './card.ts';

export interface Confusion {
  stage: string;
  classes: readonly string[];
  /** counts[is][said] */
  counts: readonly (readonly number[])[];
}

/** Counts which class was taken for which. */
export function countConfusion(classes: number, truth: readonly number[], said: readonly number[]): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  truth.forEach((is, i) => {
    const row = counts[is];
    const column = said[i];
    if (row && column !== undefined) row[column] = (row[column] ?? 0) + 1;
  });
  return counts;
}

const LABELS_PX = 150;
const MAX_CELL_PX = 190;
/** For some, many and most of the counts; white letters can be read on each. */
const SHADES = { right: ['#294f68', '#2c6083', '#2f719e'], wrong: ['#69451f', '#85541d', '#a1641b'] } as const;

/** A row for each class as it is, a column for what was said: the diagonal is right. */
export function confusionChart({ stage, classes, counts }: Confusion): Chart {
  const labels = classLabels(classes);
  const room = WIDTH_PX - LABELS_PX - 2 * MARGIN_PX;
  const cell = Math.min(MAX_CELL_PX, room / classes.length);
  const isCrowded = classes.length > 4;
  const columnLabelsPx = isCrowded ? 96 : 34;
  const side = cell * classes.length;
  const top = TOP_PX + 30 + columnLabelsPx;
  const label = (widthPx: number) => labels.map((name) => cutToWidth(name, widthPx));
  const cells = counts.flatMap((row, is) => row.map((count, said) => ({ is, said, count })));
  const axis = { type: 'category', axisLine: { show: false }, splitLine: { show: false } };
  const axisLabel = { color: COLOURS.text, fontSize: FONT_PX.label, interval: 0 };
  const series = (isRight: boolean) => ({
    ...{ type: 'heatmap', label: { show: true, fontSize: cell > 60 ? 24 : FONT_PX.label, color: COLOURS.text } },
    itemStyle: { borderColor: COLOURS.ground, borderWidth: 4, borderRadius: 6 },
    data: cells
      .filter(({ is, said }) => (is === said) === isRight)
      .map(({ is, said, count }) => ({
        value: [said, is, count],
        ...(count === 0 && { label: { color: COLOURS.quiet, fontWeight: 'normal' } }),
      })),
  });
  const most = Math.max(1, ...cells.map(({ count }) => count));
  const shade = (seriesIndex: number, colours: readonly string[]) => ({
    ...{ show: false, type: 'piecewise', seriesIndex, dimension: 2 },
    pieces: [
      { value: 0, color: COLOURS.faint },
      ...colours.map((color, i) => ({
        gt: (most * i) / colours.length,
        lte: (most * (i + 1)) / colours.length,
        color,
      })),
    ],
  });
  return {
    widthPx: WIDTH_PX,
    heightPx: Math.round(top + side + MARGIN_PX),
    option: {
      title: [
        heading(texts.confusionTitle(texts.stage(stage)), texts.confusionLine),
        note(texts.said, { left: LABELS_PX + MARGIN_PX + 4, top: TOP_PX + 2 }),
        isCrowded
          ? note(texts.is, { left: MARGIN_PX, top: top - 26 })
          : note(texts.is, { left: LABELS_PX + MARGIN_PX - 10, top: top - 26, textAlign: 'right' }),
      ],
      grid: { left: LABELS_PX + MARGIN_PX, top, width: side, height: side },
      xAxis: {
        ...axis,
        position: 'top',
        data: label(isCrowded ? 100 : cell - 8),
        axisLabel: { ...axisLabel, rotate: isCrowded ? 40 : 0 },
      },
      yAxis: { ...axis, inverse: true, data: label(LABELS_PX - 6), axisLabel },
      visualMap: [shade(0, SHADES.right), shade(1, SHADES.wrong)],
      series: [series(true), series(false)],
    } as Option,
  };
}

interface NoteSpec {
  left: number;
  top: number;
  textAlign?: 'right';
}

function note(text: string, place: NoteSpec) {
  const textStyle = { fontSize: FONT_PX.label, fontWeight: 'normal', color: COLOURS.quiet };
  return { text, padding: 0, textStyle, ...place };
}

/** The same in words. */
export function confusionAlt({ classes, counts }: Confusion): string {
  const rows = counts.map((row, is) => {
    const taken = row.flatMap((count, said) => (count > 0 ? [texts.takenFor(count, classes[said] ?? '')] : []));
    return texts.confusionRow(
      row.reduce((sum, count) => sum + count, 0),
      classes[is] ?? '',
      taken,
    );
  });
  return texts.confusionAlt(rows);
}
