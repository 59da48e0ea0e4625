/**
 * Splits labelled answers into a half to tune on and a half that is opened once, at the end.
 *
 * `node bench/run.mjs bench/grading/freeze-labels.ts NAME FILE.jsonl…` writes bench/grading/NAME-tune.jsonl and
 * bench/grading/NAME-held-out.jsonl. Which half an answer lands in follows from a hash of its question and text, within
 * each pair of question and kind, so neither the order of the files nor anybody's taste decides.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Label = z.looseObject({ question: z.string(), answer: z.string(), kind: z.string() });
type Label = z.infer<typeof Label>;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyOf = (label: Label): string => hashOf(`${label.question}\n${label.answer}`);

/** @returns the labels of both halves, each in the order of their hashes; repeated answers are kept once. */
function split(labels: Label[]): { tune: Label[]; heldOut: Label[] } {
  const unique = [...new Map(labels.map((label) => [keyOf(label), label])).values()];
  const strata = new Map<string, Label[]>();
  for (const label of unique) {
    const stratum = `${label.question} ${label.kind}`;
    strata.set(stratum, [...(strata.get(stratum) ?? []), label]);
  }
  const tune: Label[] = [];
  const heldOut: Label[] = [];
  for (const [stratum, members] of [...strata].sort()) {
    const sorted = members.sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
    // In an odd stratum one half gets one more: the stratum's own hash says which.
    const offset = Number.parseInt(hashOf(stratum).slice(0, 2), 16) % 2;
    sorted.forEach((label, index) => {
      ((index + offset) % 2 === 0 ? tune : heldOut).push(label);
    });
  }
  return { tune, heldOut };
}

const [name, ...files] = process.argv.slice(2);
if (name === undefined || files.length === 0) throw new Error('Usage: freeze-labels.ts NAME FILE.jsonl…');
const lines = files.flatMap((path) => readFileSync(path, 'utf8').split('\n'));
const labels = lines.filter((line) => line.trim() !== '').map((line) => Label.parse(JSON.parse(line)));
const { tune, heldOut } = split(labels);
const write = (half: string, part: Label[]): void =>
  writeFileSync(
    join('bench/grading', `${name}-${half}.jsonl`),
    part.map((label) => `${JSON.stringify(label)}\n`).join(''),
  );
write('tune', tune);
write('held-out', heldOut);
console.log(`tune: ${tune.length}, held out: ${heldOut.length}`);
