/**
 * The same training by Warmstart and by PyTorch, in turn: 40 pictures, 10 epochs of the head, 10 of layer4 and the head,
 * batches of 16, Adam. Prints the median seconds of each.
 *
 *     node bench/run.mjs bench/train/speed.ts [SIZE] [RUNS]      (needs Debian's python3-torch and python3-torchvision)
 */
import { execFileSync } from 'node:child_process';
import { computeActivations } from '../../models/activations.ts';
import { openEngine } from '../../models/engine.ts';
import type { Phase } from '../../models/freezing.ts';
import { seededRandom } from '../../models/random.ts';
import { newHead, transfer } from '../../models/transfer.ts';
import { loadWeights } from '../../models/weights/catalogue.ts';

const size = Number(process.argv[2] ?? 224);
const runs = Number(process.argv[3] ?? 5);
const [count, classes, batchSize] = [40, 5, 16];
const phase = (changes: Pick<Phase, 'name' | 'boundary' | 'headRate' | 'bodyRate'>): Phase => ({
  epochs: 10,
  patience: 10,
  ...changes,
});
const phases = [
  phase({ name: 'head', boundary: 'features', headRate: 1e-3, bodyRate: 0 }),
  phase({ name: 'layer4', boundary: 'layer3', headRate: 1e-4, bodyRate: 1e-4 }),
];

const engine = await openEngine('onnx');
const weights = await loadWeights('embedded', 'data/weights');
const random = seededRandom(1);
const pictures = Array.from({ length: count }, () => Float32Array.from({ length: size * size * 3 }, random));
const examples = pictures.map((_, i) => ({ label: i % classes, views: [i] }));

async function warmstart(): Promise<number> {
  const began = performance.now();
  const tensors = newHead(weights.tensors, classes, random);
  const activations = await computeActivations({
    engine,
    tensors,
    size,
    boundaries: ['layer3', 'features'],
    viewCount: count,
    viewAt: (i) => pictures[i] as Float32Array,
    batchSize,
  });
  await transfer({
    engine,
    tensors,
    classes,
    phases,
    activations,
    training: examples,
    validation: [],
    batchSize,
    random,
    onPhase: async () => undefined,
  });
  return (performance.now() - began) / 1000;
}

const pytorch = (mode: 'recipe' | 'cached') =>
  Number(execFileSync('/usr/bin/python3', ['bench/train/pytorch.py', mode, String(size)]).toString());

const seconds = { warmstart: [] as number[], cached: [] as number[], recipe: [] as number[] };
for (let run = 0; run < runs; run++) {
  seconds.warmstart.push(await warmstart());
  seconds.cached.push(pytorch('cached'));
  seconds.recipe.push(pytorch('recipe'));
}
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const [own, cached, recipe] = [median(seconds.warmstart), median(seconds.cached), median(seconds.recipe)];
console.log(`${size} px on ${engine.label.provider}: ${engine.label.device}; medians of ${runs}`);
console.log(`Warmstart ${own.toFixed(2)} s, PyTorch cached ${cached.toFixed(2)} s, the recipe ${recipe.toFixed(2)} s`);
console.log(`${(recipe / own).toFixed(2)} × the recipe, ${(own / cached).toFixed(2)} × the time of PyTorch cached`);
console.log(`memory of this process at its highest: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
