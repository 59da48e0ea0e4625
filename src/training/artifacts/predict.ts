import { readFile, writeFile } from 'node:fs/promises';
import { lookAtPictures } from '../../../models/class-activation.ts';
import { type EngineChoice, openEngine } from '../../../models/engine.ts';
import { softmaxRows } from '../../../models/softmax.ts';
import { loadWeights } from '../../../models/weights/catalogue.ts';
import { trainPictures as texts } from '../../core/texts/index.ts';
import { sureness } from '../../core/training/wording.ts';
import { decodePicture } from '../images.ts';
import { encode } from './heat-map.ts';
import { predictionChart } from './prediction-chart.ts';
import { drawPng, heatOf } from './run-pictures.ts';
import { readSquare } from './thumbnails.ts';
import { overBase } from './trained.ts';
import { decodeTrained, readTrainedFiles } from './trained-files.ts';

export interface PredictRequest {
  runFolder: string;
  pictureFile: string;
  /** Gets a PNG: the picture beside what spoke for the class. */
  outFile: string;
  weightsFolder: string;
  engine: EngineChoice;
}

export interface Prediction {
  className: string;
  /** Of all classes, the likeliest first; they add up to 1. */
  probabilities: { className: string; probability: number }[];
  /** What the drawn picture shows, in words. */
  alt: string;
}

/** Half of a card, which has two pixels for each of CSS. */
const PICTURE_PX = 544;

/**
 * Classifies a picture with what a run learned: exactly the arrays of its download over the weights that they name.
 * @throws UserError when the picture cannot be used or the run is no longer kept.
 */
export async function predictWith(request: PredictRequest): Promise<Prediction> {
  const trained = decodeTrained(await readTrainedFiles(request.runFolder));
  const { classes, boundary, base } = trained.metadata;
  const weights = await loadWeights(base, request.weightsFolder);
  const network = overBase(weights, trained);
  const { preprocessing } = weights;
  const { picture } = await decodePicture(await readFile(request.pictureFile), preprocessing.resize);
  const engine = await openEngine(request.engine);
  const spec = { engine, base: weights.tensors, networks: [network], boundary, classes: classes.length };
  const [[seen] = []] = await lookAtPictures({ ...spec, preprocessing, pictures: [picture] });
  if (!seen) throw new Error('the network gave nothing');
  const [shares = []] = softmaxRows(seen.logits, classes.length);
  const square = await readSquare(request.pictureFile, preprocessing, PICTURE_PX);
  const { said, confidence: probability, png: heat } = await heatOf(seen, square);
  const className = classes[said] ?? '';
  const picturePng = await encode(square);
  await writeFile(request.outFile, drawPng(predictionChart({ className, probability, picture: picturePng, heat })));
  const probabilities = classes.map((name, i) => ({ className: name, probability: shares[i] ?? 0 }));
  return {
    className,
    probabilities: probabilities.sort((a, b) => b.probability - a.probability),
    alt: texts.predictionAlt(className, sureness(probability)),
  };
}
