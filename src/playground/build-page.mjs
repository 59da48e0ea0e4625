// Bundles the playground's page: `node src/playground/build-page.mjs [FOLDER]`, by default into dist/playground-page.
import { build } from 'esbuild';

const [, , outdir = 'dist/playground-page'] = process.argv;
await build({
  entryPoints: ['src/playground/page/main.tsx', 'src/playground/page/index.html'],
  outdir,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2023',
  loader: { '.html': 'copy' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});
