import { constants, createDeflate } from 'node:zlib';
import type { WebSocket } from 'ws';
import type { Transmit } from './session.ts';

/**
 * `compress=zlib-stream`, which discord.js asks for when the package zlib-sync is installed: one deflate context for the
 * whole connection, flushed after each frame.
 */
export function compressed(socket: WebSocket): Transmit {
  const deflate = createDeflate();
  socket.on('close', () => deflate.close());
  let chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  return (frame) => {
    if (socket.readyState !== socket.OPEN) return;
    deflate.write(frame);
    deflate.flush(constants.Z_SYNC_FLUSH, () => {
      if (chunks.length > 0) socket.send(Buffer.concat(chunks));
      chunks = [];
    });
  };
}
