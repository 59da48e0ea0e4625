import { lookAtPictures, type Seen } from '../../../models/class-activation.ts';
import { softmaxRows } from '../../../models/softmax.ts';
import { drawSvg, rasterise } from '../../charts/draw.ts';
import type { Chart } from '../../charts/protocol.ts';
import { cut } from '../../core/text.ts';
import type { StageResult } from '../experiment.ts';
import { confusionAlt, confusionChart, countConfusion } from './confusion-chart.ts';
import { curvesAlt, curvesChart } from './curves-chart.ts';
import type { FinishedRun } from './finished-run.ts';
import { encode, paintHeatMap, type Square } from './heat-map.ts';
import { type Heat, type HeatMaps, heatMapsAlt, heatMapsChart, MAX_COLUMNS } from './heat-maps-chart.ts';
import { MAX_MISTAKES, type Mistakes, mistakesAlt, mistakesChart } from './mistakes-chart.ts';
import type { RunPicture } from './run-folder.ts';
import { readSquare, THUMBNAIL_PX } from './thumbnails.ts';

/** Discord takes alternative texts of 1024 characters. */
const MAX_ALT = 1000;

/** The PNG of a chart. ECharts loads and draws for a second or two: not for the bot's own thread. */
export function drawPng(chart: Chart): Uint8Array {
  return rasterise(drawSvg(chart));
}

/** Draws a run: its curves, what was taken for what, its mistakes if there were any, and where it looked. */
export async function drawRun(run: FinishedRun): Promise<(RunPicture & { png: Uint8Array })[]> {
  const { result, receipt, signal } = run;
  const classes = receipt.data.classes;
  const last = result.stages.at(-1);
  if (!last) return [];
  const labelOf = (i: number) => classes.indexOf(run.pictures[i]?.className ?? '');
  const truth = result.tested.map(labelOf);
  const stages = result.stages.slice(1).map(({ name, histories }) => ({ stage: name, epochs: histories[0] ?? [] }));
  const curves = { stages, rounds: result.folds };
  const confusion = {
    ...{ stage: last.name, classes },
    counts: countConfusion(classes.length, truth, last.predictions),
  };
  const mistakes = await gatherMistakes(run, last, truth);
  signal?.throwIfAborted();
  const heatMaps = await gatherHeatMaps(run, labelOf);
  signal?.throwIfAborted();
  const drawn = (file: string, alt: string, chart: Chart) => ({
    file,
    alt: cut(alt, MAX_ALT),
    png: drawPng(chart),
  });
  return [
    drawn('curves.png', curvesAlt(curves), curvesChart(curves)),
    drawn('confusion.png', confusionAlt(confusion), confusionChart(confusion)),
    ...(mistakes.wrong > 0 ? [drawn('mistakes.png', mistakesAlt(mistakes), mistakesChart(mistakes))] : []),
    ...(heatMaps.columns.length > 0 ? [drawn('heat-maps.png', heatMapsAlt(heatMaps), heatMapsChart(heatMaps))] : []),
  ];
}

async function gatherMistakes(run: FinishedRun, stage: StageResult, truth: readonly number[]): Promise<Mistakes> {
  const { result, receipt, weights, pictures } = run;
  const wrong = result.tested
    .map((picture, i) => {
      const said = stage.predictions[i] ?? 0;
      return { picture, said, is: truth[i] ?? 0, confidence: stage.probabilities[i]?.[said] ?? 0 };
    })
    .filter(({ is, said }) => is !== said)
    .sort((a, b) => b.confidence - a.confidence);
  const worst = wrong.slice(0, MAX_MISTAKES).map(async ({ picture, ...mistake }) => ({
    ...mistake,
    thumbnail: await encode(await readSquare(pictures[picture]?.path ?? '', weights.preprocessing, THUMBNAIL_PX)),
  }));
  return {
    ...{ stage: stage.name, classes: receipt.data.classes, wrong: wrong.length, tested: truth.length },
    worst: await Promise.all(worst),
  };
}

/** Of the first stage, with the body as it was, and of the last. */
async function gatherHeatMaps(run: FinishedRun, labelOf: (picture: number) => number): Promise<HeatMaps> {
  const { learned, receipt, weights, engine, pictures } = run;
  const { networks, tested } = learned.firstRound;
  const { preprocessing } = weights;
  const classes = receipt.data.classes;
  const chosen = inTurn(tested, labelOf).slice(0, MAX_COLUMNS);
  const shown = networks.length > 1 ? [networks[0], networks.at(-1)] : networks;
  const compared = shown.filter((network) => network !== undefined);
  const views = chosen.flatMap((i) => pictures[i]?.picture ?? []);
  const looks = await lookAtPictures({
    ...{ engine, base: weights.tensors, boundary: learned.boundary, classes: classes.length, preprocessing },
    networks: compared.map(({ tensors }) => tensors),
    pictures: views,
  });
  const columns = chosen.map(async (i, column) => {
    const square = await readSquare(pictures[i]?.path ?? '', preprocessing, THUMBNAIL_PX);
    const heats = looks.flatMap((look) => (look[column] ? [heatOf(look[column], square)] : []));
    return { is: labelOf(i), picture: await encode(square), heats: await Promise.all(heats) };
  });
  return { classes, stages: compared.map(({ stage }) => stage), columns: await Promise.all(columns) };
}

/** The class that the network says, and what spoke for it. */
export async function heatOf({ logits, mapOf }: Seen, square: Square): Promise<Heat> {
  const [shares = []] = softmaxRows(logits, logits.length);
  const confidence = Math.max(...shares);
  const said = shares.indexOf(confidence);
  return { said, confidence, png: await paintHeatMap(square, mapOf(said)) };
}

/** One of each class, then another of each, as long as there are some. */
function inTurn(items: readonly number[], labelOf: (item: number) => number): number[] {
  const nth = new Map<number, number>();
  return items
    .map((item) => {
      const turn = nth.get(labelOf(item)) ?? 0;
      nth.set(labelOf(item), turn + 1);
      return { item, turn };
    })
    .sort((a, b) => a.turn - b.turn || labelOf(a.item) - labelOf(b.item))
    .map(({ item }) => item);
}
