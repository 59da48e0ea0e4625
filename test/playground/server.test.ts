import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LocalDiscordClient, localDiscord } from '../../src/local-discord/client.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';

describe('the playground server', () => {
  let d: LocalDiscordClient;
  let playground: Playground;
  let port: number;
  beforeAll(async () => {
    d = await localDiscord();
    playground = await startPlayground({ localDiscord: d, port: 0 });
    port = Number(new URL(playground.url).port);
  });
  afterAll(async () => {
    await playground.close();
    await d.close();
  });

  const ask = async (
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) => {
    const { method = 'GET', headers = {}, body } = options;
    // fetch() may not set Host and Origin.
    const sent = request({ host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers } });
    sent.end(body);
    const [response] = await once(sent, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode as number, headers: response.headers as Record<string, string>, text };
  };
  const openSocket = async (user: string, headers: Record<string, string>) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/control/events?user=${user}`, { headers });
    try {
      const first = await Promise.race([
        once(socket, 'message').then(([data]) => JSON.parse(String(data)).type as string),
        once(socket, 'unexpected-response').then(([, response]) => response.statusCode as number),
      ]);
      return first;
    } finally {
      socket.on('error', () => undefined);
      socket.terminate();
    }
  };
  const newUser = (headers: Record<string, string> = {}) =>
    ask('/control/users', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name: 'Cleo' }),
    });

  it('serves the page with a policy that lets nothing in from elsewhere', async () => {
    const { status, headers, text } = await ask('/');
    expect(status).toBe(200);
    expect(text).toContain('main.js');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).toContain(`img-src 'self' data: blob: ${d.cdn}`);
    expect((await ask('/main.js')).headers['content-type']).toContain('javascript');
    expect((await ask('/../package.json')).status).toBe(404);
  });

  it('serves the control API on the same origin, over HTTP and WebSocket', async () => {
    const { status, text } = await newUser({ origin: `http://127.0.0.1:${port}` });
    expect(status).toBe(200);
    const { id } = JSON.parse(text);
    expect(await openSocket(id, { origin: `http://127.0.0.1:${port}` })).toBe('state');
    expect(await openSocket(id, { origin: `http://localhost:${port}`, host: `localhost:${port}` })).toBe('state');
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1.evil.example'])(
    'refuses the host %j',
    async (host) => {
      expect((await ask('/', { headers: { host } })).status).toBe(403);
      expect((await newUser({ host })).status).toBe(403);
    },
  );

  it.each(['http://evil.example', 'https://127.0.0.1', 'null', 'http://127.0.0.1:1'])(
    'refuses the origin %j',
    async (origin) => {
      const { id } = JSON.parse((await newUser()).text);
      expect((await newUser({ origin })).status).toBe(403);
      expect((await ask(`/control/state?user=${id}`, { headers: { origin } })).status).toBe(403);
      expect(await openSocket(id, { origin })).toBe(403);
    },
  );

  it('refuses a WebSocket by a foreign host name', async () => {
    const { id } = JSON.parse((await newUser()).text);
    expect(await openSocket(id, { host: `evil.example:${port}` })).toBe(403);
  });

  it('moves on from a busy port, and gives up at the last one', async () => {
    const next = await startPlayground({ localDiscord: d, port });
    expect(Number(new URL(next.url).port)).toBeGreaterThan(port);
    await next.close();
    const last = createServer().listen(65_535, '127.0.0.1');
    await once(last, 'listening');
    expect((last.address() as AddressInfo).port).toBe(65_535);
    await expect(startPlayground({ localDiscord: d, port: 65_535 })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    last.close();
  });

  it('says what to do when the page is not built', async () => {
    const bare = await startPlayground({ localDiscord: d, port: 0, pageDir: 'no-such-folder' });
    const response = await fetch(bare.url);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    await bare.close();
  });

  it('closes although a WebSocket is open', async () => {
    const other = await startPlayground({ localDiscord: d, port: 0 });
    const { id } = JSON.parse((await newUser()).text);
    const socket = new WebSocket(`${other.url.replace('http', 'ws')}control/events?user=${id}`);
    await once(socket, 'message');
    const closed = once(socket, 'close');
    await other.close();
    await closed;
  });
});
