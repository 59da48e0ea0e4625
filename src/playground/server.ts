import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { LocalDiscord } from '../local-discord/server.ts';
import { packageRoot } from '../package-root.ts';

interface PlaygroundOptions {
  /** Whose control API the page speaks to, and whose files it shows. */
  localDiscord: Pick<LocalDiscord, 'controlApp' | 'cdn'>;
  /** The first port to try; 0 takes a free one. */
  port: number;
  /** The built page; by default where `npm run build` leaves it. */
  pageDir?: string;
}

export interface Playground {
  /** The page's address. */
  url: string;
  close(): Promise<void>;
}

const PORT_TRIES = 20;
const LAST_PORT = 65_535;

/**
 * Serves the playground: the page, and beside it the local Discord's control API, so that both are of one origin.
 * Only on 127.0.0.1, and only to pages of that origin. A busy port moves on to the next, 20 times.
 *
 * @throws Error with code EADDRINUSE when all of them are taken.
 */
export async function startPlayground({ localDiscord, port, pageDir }: PlaygroundOptions): Promise<Playground> {
  const http = createServer();
  const sockets = new Set<Duplex>();
  const actualPort = await listen(http, port);
  const hosts = new Set([`127.0.0.1:${actualPort}`, `localhost:${actualPort}`]);
  const app = createApp({ localDiscord, hosts, pageDir: pageDir ?? join(packageRoot, 'dist/playground-page') });
  http.on('request', getRequestListener(app.fetch));
  http.on('upgrade', (request, socket, head) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (!isOwn(request, hosts)) socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    else if (request.url?.startsWith('/control/events?')) localDiscord.controlApp.handleUpgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
  return {
    url: `http://127.0.0.1:${actualPort}/`,
    async close() {
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

interface AppOptions {
  localDiscord: PlaygroundOptions['localDiscord'];
  hosts: Set<string>;
  pageDir: string;
}

function createApp({ localDiscord, hosts, pageDir }: AppOptions): Hono {
  const app = new Hono();
  const policy = contentSecurityPolicy(localDiscord.cdn, hosts);
  app.use(async (c, next) => {
    if (!isOwn({ headers: { host: c.req.header('host'), origin: c.req.header('origin') } }, hosts)) {
      return c.text('The playground answers only its own page, on 127.0.0.1 or localhost.', 403);
    }
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'no-referrer');
    c.header('cache-control', 'no-store');
  });
  app.route('/control', localDiscord.controlApp.app);
  if (existsSync(join(pageDir, 'index.html'))) app.get('*', serveStatic({ root: pageDir }));
  else app.get('*', (c) => c.text('The page is not built yet: run "npm run build".', 503));
  return app;
}

/** Nothing but the page's own files, and pictures from the local Discord's CDN: nothing is fetched from elsewhere. */
function contentSecurityPolicy(cdn: string, hosts: Set<string>): string {
  const sockets = [...hosts].map((host) => `ws://${host}`).join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: blob: ${cdn}`,
    `media-src 'self' ${cdn}`,
    `connect-src 'self' ${sockets}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A site that a name leads here for, or a page of another origin, must not act as the person at this machine. */
function isOwn({ headers: { host, origin } }: Pick<IncomingMessage, 'headers'>, hosts: Set<string>): boolean {
  return hosts.has(host ?? '') && (origin === undefined || [...hosts].some((name) => origin === `http://${name}`));
}

async function listen(http: Server, first: number): Promise<number> {
  const last = first === 0 ? 0 : Math.min(first + PORT_TRIES - 1, LAST_PORT);
  for (let port = first; ; port++) {
    try {
      http.listen(port, '127.0.0.1');
      await once(http, 'listening');
      return (http.address() as AddressInfo).port;
    } catch (error: unknown) {
      const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!busy || port >= last) throw error;
    }
  }
}
