import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pullFile } from '../../../models/weights/pull.ts';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));
const sha256 = createHash('sha256').update(content).digest('hex');

let folder: string;
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let ranges: (string | undefined)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pull-'));
  ranges = [];
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'deep', 'weights.pth');
const pull = (changes: Partial<Parameters<typeof pullFile>[0]> = {}) =>
  pullFile({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/weights.pth`,
    file: file(),
    sha256: sha256.slice(0, 8),
    maxBytes: 1_000_000,
    idleTimeoutMs: 5_000,
    onProgress: () => undefined,
    ...changes,
  });

/** A server that resumes, as files on the web do. */
const serve = (request: IncomingMessage, response: ServerResponse): void => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start >= content.length) return void response.writeHead(416).end();
  const headers = { 'content-length': content.length - start };
  if (start > 0) {
    response.writeHead(206, { ...headers, 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` });
  } else response.writeHead(200, headers);
  response.end(content.subarray(start));
};

it('downloads, verifies and leaves only the file', async () => {
  answer = serve;
  const seen: [number, number | undefined][] = [];
  await pull({ onProgress: (received, total) => seen.push([received, total]) });
  expect((await readFile(file())).equals(content)).toBe(true);
  expect(existsSync(`${file()}.part`)).toBe(false);
  expect(seen.at(-1)).toEqual([content.length, content.length]);
});

it('goes on where a broken connection stopped', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, 100_000), () => response.destroy());
  };
  await expect(pull()).rejects.toThrow('the same command goes on from there');
  expect(existsSync(file())).toBe(false);
  const kept = (await readFile(`${file()}.part`)).length;
  expect(kept).toBeGreaterThan(0);

  answer = serve;
  await pull();
  expect(ranges).toEqual([undefined, `bytes=${kept}-`]);
  expect((await readFile(file())).equals(content)).toBe(true);
});

it('starts anew where the server does not resume', async () => {
  answer = (_request, response) => response.writeHead(200, { 'content-length': content.length }).end(content);
  await pull({ file: join(folder, 'w.pth') });
  await writeFile(join(folder, 'v.pth.part'), 'the beginning of something else');
  await pull({ file: join(folder, 'v.pth') });
  expect((await readFile(join(folder, 'v.pth'))).equals(content)).toBe(true);
});

it('verifies a part that is already whole', async () => {
  answer = serve;
  await writeFile(join(folder, 'w.pth.part'), content);
  await pull({ file: join(folder, 'w.pth') });
  expect((await readFile(join(folder, 'w.pth'))).equals(content)).toBe(true);
});

it('throws away what is not the file, so that the next try is a new one', async () => {
  answer = serve;
  await expect(pull({ sha256: 'f37072fd' })).rejects.toThrow('gave another file');
  expect(existsSync(`${file()}.part`)).toBe(false);
  expect(existsSync(file())).toBe(false);
});

it('stops at the limit, at silence and at an error of the server', async () => {
  answer = serve;
  await expect(pull({ maxBytes: 1000 })).rejects.toThrow('is larger than 1000 bytes');
  answer = () => undefined;
  await expect(pull({ idleTimeoutMs: 50 })).rejects.toThrow('nothing came for 0.05 s');
  answer = (_request, response) => response.writeHead(404).end();
  await expect(pull()).rejects.toThrow('answered 404');
});
