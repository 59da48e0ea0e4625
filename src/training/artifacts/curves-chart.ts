import type { Epoch } from '../../../models/transfer.ts';
import type { Chart } from '../../charts/protocol.ts';
import { COLOURS, FONT_PX } from '../../charts/theme.ts';
import { trainPictures as texts } from '../../core/texts/index.ts';
import { keptEpoch } from '../learned.ts';
import { heading, MARGIN_PX, type Option, percent, TOP_PX, WIDTH_PX } from './card.ts';

/** A stage of the round that is drawn. */
export interface Curve {
  stage: string;
  epochs: readonly Epoch[];
}

export interface Curves {
  stages: readonly Curve[];
  rounds: number;
}

const LEFT_PX = 92;
const GRID_PX = 178;
const GAP_PX = 36;
const LEGEND_PX = 38;
/** A column has no room for a word. */
const NARROW_PX = 95;
const STAGE_PX = 30;
const BOTTOM_PX = 46;

/**
 * Loss and accuracy over the epochs of one round, training and validation, a column for each stage: where a column ends,
 * a part of the body is unfrozen.
 */
export function curvesChart({ stages, rounds }: Curves): Chart {
  const top = TOP_PX + LEGEND_PX + STAGE_PX;
  const bottom = top + 2 * GRID_PX + GAP_PX;
  const columns = columnsOf(stages);
  const rows = [
    { name: texts.loss, top, max: lossTop(stages), training: 'loss', validation: 'validationLoss' },
    {
      name: texts.accuracy,
      top: top + GRID_PX + GAP_PX,
      max: 1,
      training: 'accuracy',
      validation: 'validationAccuracy',
    },
  ] as const;
  const panels = rows.flatMap((row) =>
    columns.map((column, i) => panel({ row, column, id: `${row.name}${i}`, isFirst: i === 0 })),
  );
  const all = (key: keyof ReturnType<typeof panel>) => panels.flatMap((one): unknown[] => [one[key]].flat());
  return {
    widthPx: WIDTH_PX,
    heightPx: bottom + BOTTOM_PX,
    option: {
      title: [
        heading(texts.curvesTitle, texts.curvesLine(rounds)),
        ...columns.flatMap(({ left, width, stage, epochs }, i) => [
          note(i === 0 ? texts.stage(stage) : texts.opened(stage), {
            left: left + 4,
            top: top - STAGE_PX + 4,
            isBold: true,
          }),
          note(width < NARROW_PX ? String(epochs.length) : texts.epochs(epochs.length), {
            left: left + width / 2,
            top: bottom + 10,
            textAlign: 'center',
          }),
        ]),
      ],
      graphic: { elements: columns.slice(1).map(({ left }) => unfreezing(left, top - STAGE_PX, bottom)) },
      legend: {
        ...{ left: MARGIN_PX, top: TOP_PX - 1, padding: 0, itemWidth: 34, itemGap: 22 },
        data: [texts.training, texts.validation, texts.kept],
      },
      grid: all('grid'),
      xAxis: all('xAxis'),
      yAxis: all('yAxis'),
      series: all('series'),
    } as Option,
  };
}

interface Column extends Curve {
  left: number;
  width: number;
}

/** A stage of more epochs gets more room, but not all. */
function columnsOf(stages: readonly Curve[]): Column[] {
  const shares = stages.map(({ epochs }) => Math.sqrt(Math.max(16, epochs.length)));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const room = WIDTH_PX - LEFT_PX - MARGIN_PX - 8;
  let left = LEFT_PX;
  return stages.map((stage, i) => {
    const column = { ...stage, left, width: (room * (shares[i] ?? 0)) / total };
    left += column.width;
    return column;
  });
}

type Measure = Exclude<keyof Epoch, 'tooEarly'>;

function lossTop(stages: readonly Curve[]): number {
  const losses = stages.flatMap(({ epochs }) =>
    epochs.flatMap(({ loss, validationLoss = 0 }) => [loss, validationLoss]),
  );
  return Math.max(0.1, Math.ceil(Math.max(...losses) * 10) / 10);
}

interface PanelSpec {
  row: { name: string; top: number; max: number; training: Measure; validation: Measure };
  column: Column;
  id: string;
  isFirst: boolean;
}

function panel({ row, column, id, isFirst }: PanelSpec) {
  const { epochs, left, width } = column;
  const place = { xAxisId: `x${id}`, yAxisId: `y${id}` };
  const kept = keptEpoch(epochs);
  const points = (key: Measure) => epochs.map((epoch) => epoch[key] ?? null);
  const name = { name: row.name, nameLocation: 'middle', nameGap: 58 };
  return {
    grid: {
      id: `g${id}`,
      left,
      width,
      top: row.top,
      height: GRID_PX,
      show: true,
      borderColor: COLOURS.faint,
      borderWidth: 1,
    },
    xAxis: {
      ...{ id: `x${id}`, gridId: `g${id}`, type: 'category', boundaryGap: epochs.length < 2 },
      data: epochs.map((_, i) => String(i + 1)),
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      ...{ id: `y${id}`, gridId: `g${id}`, type: 'value', min: 0, max: row.max, interval: row.max / 2 },
      ...(isFirst && name),
      axisLabel: {
        ...{ show: isFirst, color: COLOURS.quiet, fontSize: FONT_PX.label },
        formatter: (value: number) => (row.training === 'accuracy' ? percent(value) : String(Number(value.toFixed(2)))),
      },
    },
    series: [
      line(texts.training, points(row.training), { ...place, colour: COLOURS.series[0], isDashed: false }),
      line(texts.validation, points(row.validation), { ...place, colour: COLOURS.series[1], isDashed: true }),
      {
        ...{ type: 'scatter', name: texts.kept, ...place, symbolSize: 13, z: 5 },
        itemStyle: { color: COLOURS.ground, borderColor: COLOURS.text, borderWidth: 3 },
        data: [[kept - 1, epochs[kept - 1]?.[row.validation] ?? epochs[kept - 1]?.[row.training] ?? 0]],
      },
    ],
  };
}

interface LineSpec {
  xAxisId: string;
  yAxisId: string;
  colour: string;
  isDashed: boolean;
}

function line(name: string, data: (number | null)[], { colour, isDashed, ...place }: LineSpec) {
  return {
    ...{ type: 'line', name, ...place, data, clip: false },
    symbol: data.length === 1 ? 'circle' : 'none',
    symbolSize: 9,
    itemStyle: { color: colour },
    lineStyle: { width: 3.5, color: colour, type: isDashed ? [8, 5] : 'solid' },
  };
}

interface NoteSpec {
  left: number;
  top: number;
  isBold?: boolean;
  textAlign?: 'left' | 'center';
}

function note(text: string, { left, top, isBold = false, textAlign = 'left' }: NoteSpec) {
  const [fontWeight, color] = isBold ? ['bold', COLOURS.text] : ['normal', COLOURS.quiet];
  return { text, left, top, padding: 0, textAlign, textStyle: { fontSize: FONT_PX.label, fontWeight, color } };
}

function unfreezing(x: number, top: number, bottom: number) {
  const style = { stroke: COLOURS.text, lineWidth: 1.5, lineDash: [3, 4] };
  return { type: 'line', shape: { x1: x, y1: top, x2: x, y2: bottom }, style, silent: true };
}

/** The same in words. */
export function curvesAlt({ stages, rounds }: Curves): string {
  const told = stages.map(({ stage, epochs }) => {
    const [first, kept] = [epochs[0], epochs[keptEpoch(epochs) - 1]];
    if (!first || !kept) return texts.stage(stage);
    return texts.curveAlt(texts.stage(stage), { epochs: epochs.length, keptEpoch: keptEpoch(epochs), first, kept });
  });
  return texts.curvesAlt(rounds, told);
}
