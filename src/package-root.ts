import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of package.json: this module runs from `src/` under the tests and from `dist/src/` in the build. */
export const packageRoot = findUp(import.meta.dirname);

function findUp(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : findUp(path.dirname(folder));
}
