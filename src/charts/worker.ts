/** The thread that draws: a chart in, a PNG out. See `drawer.ts` for the other end. */
import { parentPort } from 'node:worker_threads';
import { drawSvg, rasterise } from './draw.ts';
import { type DrawReply, drawRequestSchema } from './protocol.ts';

parentPort?.on('message', (message: unknown) => {
  const { id, chart } = drawRequestSchema.parse(message);
  parentPort?.postMessage(reply(id, () => rasterise(drawSvg(chart))));
});

function reply(id: number, draw: () => Uint8Array<ArrayBuffer>): DrawReply {
  try {
    return { type: 'drawn', id, png: draw() };
  } catch (error: unknown) {
    return { type: 'failed', id, reason: error instanceof Error ? error.message : String(error) };
  }
}
