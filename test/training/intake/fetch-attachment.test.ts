import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFetchAttachment, readWhole } from '../../../src/training/intake/fetch-attachment.ts';

let server: Server;
let host: string;
let cutOff = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) cutOff += 1;
    });
    if (request.url === '/file') response.end('the bytes');
    else if (request.url === '/elsewhere') response.writeHead(302, { location: '/file' }).end();
    else if (request.url === '/gone') response.writeHead(404).end('x');
    else if (request.url === '/endless') {
      const timer = setInterval(() => response.write(Buffer.alloc(2 ** 18)), 1);
      response.on('close', () => clearInterval(timer));
    } else if (request.url === '/declares') response.writeHead(200, { 'content-length': 5_000_000 }).write('x');
    else response.write('and then nothing more comes');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fetched = (url: string, { hosts = [host], timeoutMs = 2000 } = {}) =>
  readWhole(createFetchAttachment({ hosts, timeoutMs })({ url, name: 'a.jpg' }, 2 ** 20)).then(String);

it('fetches a file from a host that it may', async () => {
  expect(await fetched(`http://${host}/file`)).toBe('the bytes');
});

it.each([
  ['another host', 'https://cdn.example.com/file'],
  ['another port', 'http://127.0.0.1:1/file'],
  ['no TLS', 'http://cdn.discordapp.com/file'],
  ['a file', 'file:///etc/passwd'],
  ['a name before the host', 'https://cdn.discordapp.com@evil.example/x'],
  ['no address', 'cats'],
])('does not go to %s', async (_what, url) => {
  await expect(fetched(url, { hosts: [host, 'cdn.discordapp.com'] })).rejects.toThrow('is not on Discord');
});

it('follows no redirect, and says what is gone', async () => {
  await expect(fetched(`http://${host}/elsewhere`)).rejects.toThrow('could not be fetched from Discord');
  await expect(fetched(`http://${host}/gone`)).rejects.toThrow('Discord did not give it (404)');
});

it('stops at the limit, whether declared or not, and when nothing comes', async () => {
  await expect(fetched(`http://${host}/endless`)).rejects.toThrow('larger than 1 MiB');
  await expect(fetched(`http://${host}/declares`)).rejects.toThrow('larger than 1 MiB');
  await expect(fetched(`http://${host}/stuck`, { timeoutMs: 50 })).rejects.toThrow('did not arrive in time');
  await expect.poll(() => cutOff).toBe(3);
});
