// Runs one TypeScript file of this repository on any supported Node: `node bench/run.mjs FILE.ts [ARGUMENTS…]`.
// Node 20 cannot strip types, so the file and what it imports from here are bundled into a cache first.
import { mkdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [, , file, ...args] = process.argv;
if (file === undefined) {
  console.error('usage: node bench/run.mjs FILE.ts [ARGUMENTS…]');
  process.exit(2);
}
const folder = resolve('node_modules/.cache/run');
mkdirSync(folder, { recursive: true });
const outfile = resolve(folder, `${basename(file, '.ts')}.mjs`);
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
});
process.argv = [process.argv[0] ?? 'node', file, ...args];
await import(pathToFileURL(outfile).href);
