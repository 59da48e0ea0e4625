import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createCdn } from './cdn.ts';
import { addTextChannel } from './channels.ts';
import { type Control, createControl } from './control/app.ts';
import { createFaults, type Faults } from './faults.ts';
import { createGateway } from './gateway/server.ts';
import { expireInteractions } from './interactions/start.ts';
import { addRoles } from './people.ts';
import { createApi } from './rest/app.ts';
import type { RecordedRequest } from './rest/record.ts';
import { GATEWAY_PATH } from './rest/routes/gateway.ts';
import { createWorld } from './world.ts';

export interface LocalDiscordOptions {
  /** 0, the default, takes a free port. Always on 127.0.0.1. */
  port?: number;
  /** The clock that limits of time are measured by. */
  now?: () => number;
  /** The bot's name. */
  name?: string;
  token?: string;
  /** Names of the guild's text channels. */
  channels?: string[];
  /** Whether the application may have the privileged MESSAGE_CONTENT intent; without it asking is refused with 4014. */
  messageContent?: boolean;
  heartbeatMs?: number;
  /** Rate limit of each bucket. */
  requestsPerSecond?: number;
  /** Given each request of the bot with its answer. */
  record?: (request: RecordedRequest) => void;
}

export interface LocalDiscord {
  /** For discord.js: `rest: { api }`. */
  api: string;
  /** Where attachments are served. */
  cdn: string;
  token: string;
  applicationId: string;
  guildId: string;
  /** The address of the control API. */
  control: string;
  /** The control API itself, to be mounted on another origin as well. */
  controlApp: Control;
  faults: Faults;
  /** Fails interactions that are overdue at `now()`; timers do this by themselves in real time. */
  checkDeadlines(): void;
  close(): Promise<void>;
}

/**
 * Starts a Discord of one guild on loopback.
 *
 * @throws Error with code EADDRINUSE when the port is taken.
 */
export async function startLocalDiscord(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const { port = 0, now = Date.now, name = 'Local Bot', token, messageContent = false } = options;
  const http = createServer();
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  const world = createWorld({ now, origin, name, token, messageContent });
  addRoles(world);
  for (const channel of options.channels ?? ['general', 'random']) addTextChannel(world, channel);
  const gateway = createGateway(world, options.heartbeatMs ?? 41_250);
  const faults = createFaults(gateway.injectFault);
  const control = createControl(world, faults);

  const app = new Hono();
  app.route(
    '/',
    createApi({ world, faults, record: options.record, requestsPerSecond: options.requestsPerSecond ?? 50 }),
  );
  app.route('/', createCdn(world));
  app.route('/control', control.app);
  http.on('request', getRequestListener(app.fetch));
  http.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', origin);
    if (pathname === GATEWAY_PATH || pathname === `${GATEWAY_PATH}/`) gateway.handleUpgrade(request, socket, head);
    else if (pathname === '/control/events') control.handleUpgrade(request, socket, head);
    else socket.destroy();
  });

  return {
    api: `${origin}/api`,
    cdn: origin,
    token: world.application.token,
    applicationId: world.application.id,
    guildId: world.guild.id,
    control: `${origin}/control`,
    controlApp: control,
    faults,
    checkDeadlines: () => expireInteractions(world),
    async close() {
      gateway.close();
      control.close();
      await closeServer(http);
    },
  };
}

async function closeServer(http: Server): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  http.closeAllConnections();
  await closed;
}
