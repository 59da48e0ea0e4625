import { expect, it } from 'vitest';
import { createPacedEdits } from '../../src/discord/paced-edits.ts';

it('makes the first edit at once, and of those that follow the latest after the gap', async () => {
  const edits = createPacedEdits(60);
  const made: [edit: number, atMs: number][] = [];
  const beganMs = performance.now();
  const show = (edit: number, key = 'message') =>
    edits.show(key, async () => void made.push([edit, performance.now() - beganMs]));
  await Promise.all([show(1), show(2), show(3)]);
  expect(made.map(([edit]) => edit)).toEqual([3]);
  await Promise.all([show(4), show(5), show(9, 'another message')]);
  expect(made.map(([edit]) => edit)).toEqual([3, 9, 5]);
  expect(made[2]![1] - made[0]![1]).toBeGreaterThanOrEqual(59);
});

it('tells of an edit that failed, and goes on with the next', async () => {
  const edits = createPacedEdits(1);
  await expect(edits.show('message', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  await expect(edits.show('message', async () => undefined)).resolves.toBeUndefined();
});

it('waits for nothing any more once it settles', async () => {
  const edits = createPacedEdits(60_000);
  const made: number[] = [];
  await edits.show('message', async () => void made.push(1));
  const second = edits.show('message', async () => void made.push(2));
  await edits.settle();
  await second;
  await edits.show('message', async () => void made.push(3));
  expect(made).toEqual([1, 2, 3]);
});
