import { writeSync } from 'node:fs';
import { StoreError } from '../../../src/store/errors.ts';
import { openStore } from '../../../src/store/open.ts';
import { note, notes } from '../notes.ts';

/**
 * writer.mjs PATH NAME COUNT SIZE: creates the records NAME-0 … and counts each in the record `shared`. Prints a key
 * once its write is acknowledged, `taken` for a key of somebody else, and the store's own words when it fails.
 */
const [path = '', name = '', count = '', size = '0'] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);

try {
  const table = (await openStore({ path })).table(notes);
  for (let index = 0; index < Number(count); index++) {
    const key = `${name}-${index}`;
    await table.create(key, note(name, index, 'x'.repeat(Number(size))));
    await table.update('shared', (current) => note('shared', 1, String(Number(current?.text ?? 0) + 1)));
    const mine = await table.create(`race-${index}`, note(name, index));
    say(mine ? `${key} won` : key);
  }
} catch (error: unknown) {
  if (!(error instanceof StoreError)) throw error;
  say(`${error.fault}: ${error.message}`);
}
