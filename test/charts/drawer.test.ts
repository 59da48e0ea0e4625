import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { type ChartDrawer, ChartError, createChartDrawer } from '../../src/charts/drawer.ts';
import type { Chart } from '../../src/charts/protocol.ts';
import { COLOURS } from '../../src/charts/theme.ts';

const titled = (text: string): Chart => ({
  widthPx: 300,
  heightPx: 100,
  option: { title: { text, left: 10, top: 10 } },
});

/** How many pixels are not of the ground. */
async function inkOf(png: Buffer): Promise<number> {
  const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const ground = Number.parseInt(COLOURS.ground.slice(1), 16);
  let ink = 0;
  for (let at = 0; at < data.length; at += 3) if (data.readUIntBE(at, 3) !== ground) ink++;
  return ink;
}

describe('the chart drawer', () => {
  const open: ChartDrawer[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    for (const drawer of open.splice(0)) await drawer.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  const drawer = (options: Parameters<typeof createChartDrawer>[0] = {}) => {
    const made = createChartDrawer(options);
    open.push(made);
    return made;
  };
  /** A drawer whose thread runs this script: what the real one does on a bad day. */
  const brokenDrawer = (script: string) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'drawer-'));
    folders.push(folder);
    const workerFile = path.join(folder, 'worker.mjs');
    writeFileSync(workerFile, `import { parentPort } from 'node:worker_threads';\n${script}`);
    return drawer({ workerFile, timeoutMs: 500 });
  };

  it('draws labels with the shipped font alone, twice as sharp as their size', async () => {
    const { draw } = drawer();
    const [blank, short, long] = await Promise.all(['', 'Marks', 'Marks over time'].map((text) => draw(titled(text))));
    expect(await sharp(blank).metadata()).toMatchObject({ format: 'png', width: 600, height: 200 });
    expect(await inkOf(blank!)).toBe(0);
    expect(await inkOf(short!)).toBeGreaterThan(500);
    expect(await inkOf(long!)).toBeGreaterThan(2 * (await inkOf(short!)));
  });

  it('draws the same picture from the same data', async () => {
    const { draw } = drawer();
    expect(await draw(titled('Same'))).toEqual(await draw(titled('Same')));
  });

  it('goes on after a chart that cannot be drawn', async () => {
    const { draw } = drawer();
    const bad = draw({ ...titled('bad'), option: { series: [{ type: 'bar', data: [1] }], xAxis: { gridIndex: 9 } } });
    await expect(bad).rejects.toThrow(ChartError);
    await expect(draw({ ...titled('bad'), option: { color: () => 'red' } as never })).rejects.toThrow('not plain data');
    await expect(draw({ ...titled('big'), widthPx: 1e6 })).rejects.toThrow(ChartError);
    expect(await inkOf(await draw(titled('good')))).toBeGreaterThan(500);
  });

  it('starts a new thread for the one that hangs, and for the one that dies', async () => {
    const answer = `parentPort.postMessage({ type: 'drawn', id, png: new Uint8Array([id]) })`;
    const { draw } = brokenDrawer(`parentPort.on('message', ({ id }) => {
      if (id === 1) while (true);
      if (id === 2) process.exit(3);
      if (id === 3) throw new Error('broke');
      ${answer};
    });`);
    const [hung, died, threw, fine] = await Promise.allSettled([1, 2, 3, 4].map((nth) => draw(titled(String(nth)))));
    expect(hung).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('within 500 ms') } });
    expect(died).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('ended with 3') } });
    expect(threw).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('broke down') } });
    expect(fine).toMatchObject({ status: 'fulfilled', value: Buffer.from([4]) });
  });

  it('refuses an answer that is none, and work after its end', async () => {
    const { draw, close } = brokenDrawer(`parentPort.on('message', () => parentPort.postMessage('what?'));`);
    await expect(draw(titled('x'))).rejects.toThrow('something else');
    await close();
    await expect(draw(titled('x'))).rejects.toThrow('closed');
  });
});
