import { setTimeout as sleep } from 'node:timers/promises';
import { Hono, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ApiError, apiErrors } from '../errors.ts';
import type { Faults, RequestFault } from '../faults.ts';
import type { World } from '../world.ts';
import { readBody } from './body.ts';
import type { ApiEnv } from './env.ts';
import { createRateLimits } from './rate-limits.ts';
import type { RecordedRequest } from './record.ts';
import { applicationRoutes } from './routes/applications.ts';
import { channelRoutes } from './routes/channels.ts';
import { gatewayRoutes } from './routes/gateway.ts';
import { guildRoutes } from './routes/guilds.ts';
import { interactionRoutes } from './routes/interactions.ts';
import { messageRoutes } from './routes/messages.ts';
import { reactionRoutes } from './routes/reactions.ts';
import { threadRoutes } from './routes/threads.ts';
import { userRoutes } from './routes/users.ts';

export const API_PATH = '/api/v10';

interface ApiDeps {
  world: World;
  faults: Faults;
  /** Given every request with its answer. */
  record: ((request: RecordedRequest) => void) | undefined;
  requestsPerSecond: number;
}

/** Discord's REST API v10. */
export function createApi(deps: ApiDeps): Hono<ApiEnv> {
  const { world } = deps;
  const app = new Hono<ApiEnv>().basePath(API_PATH);
  app.use(recordAll(deps.record));
  app.use(injectFaults(deps.faults));
  app.use(limitRates(deps.requestsPerSecond));
  app.use(authorize(world));
  for (const routes of [
    applicationRoutes,
    channelRoutes,
    gatewayRoutes,
    guildRoutes,
    interactionRoutes,
    messageRoutes,
    reactionRoutes,
    threadRoutes,
    userRoutes,
  ]) {
    app.route('/', routes(world));
  }
  app.onError((error) => answerTo(error));
  // Not `notFound`: a mounted app's own is never asked.
  app.all('*', () => answerTo(apiErrors.notFound()));
  return app;
}

/** @returns undefined for what is a bug of this server, to be thrown on. */
function answerTo(error: unknown): Response {
  if (error instanceof ApiError) {
    const { status, code, message, errors } = error;
    return Response.json({ message, code, ...(errors ? { errors } : {}) }, { status });
  }
  if (error instanceof HTTPException) return error.getResponse();
  console.error('local-discord: bug while answering a request', error);
  return Response.json({ message: '500: Internal Server Error', code: 0 }, { status: 500 });
}

const pathOf = (path: string): string => decodeURIComponent(path.slice(API_PATH.length));

/** Outermost: reads the body once, for the routes and the record. */
function recordAll(record: ApiDeps['record']): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const read = await readBody(c);
    c.set('body', read.body);
    c.set('uploads', read.uploads);
    await next();
    if (!record) return;
    const cut = c.get('cut') === true;
    const text = cut ? '' : await c.res.clone().text();
    record({
      method: c.req.method,
      path: pathOf(c.req.path),
      query: c.req.query(),
      body: read.body,
      files: read.uploads.map(({ name, type, bytes }) => ({ name, type, size: bytes.byteLength })),
      status: cut ? 0 : c.res.status,
      answer: text === '' ? undefined : JSON.parse(text),
    });
  };
}

const REFUSALS: Partial<Record<RequestFault['kind'], (path: string) => ApiError>> = {
  '5xx': () => new ApiError(503, 0, '503: Service Unavailable'),
  'missing-permissions': apiErrors.missingPermissions,
  'unknown-channel': apiErrors.unknownChannel,
  'expired-token': (path) =>
    path.startsWith('/interactions/') ? apiErrors.unknownInteraction() : apiErrors.invalidWebhookToken(),
};

function injectFaults(faults: Faults): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const path = pathOf(c.req.path);
    const fault = faults.take(c.req.method, path);
    if (!fault) return next();
    if (fault.kind === 'delay') {
      await sleep(fault.delayMs);
      return next();
    }
    if (fault.kind === '429') return tooManyRequests(fault.retryAfterMs, {});
    const refusal = REFUSALS[fault.kind];
    if (refusal) throw refusal(path);
    if (fault.kind !== 'drop') await next();
    if (fault.kind === '500-after-accepting') {
      c.res = Response.json({ message: '500: Internal Server Error', code: 0 }, { status: 500 });
      return;
    }
    c.set('cut', true);
    c.env.incoming.socket.destroy();
    c.res = new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
  };
}

/** An interaction's own endpoints do not count towards rate limits. */
function limitRates(requestsPerSecond: number): MiddlewareHandler<ApiEnv> {
  const limits = createRateLimits(requestsPerSecond);
  return async (c, next) => {
    const path = pathOf(c.req.path);
    if (path.startsWith('/interactions/')) return next();
    const { headers, retryAfterMs } = limits.count(c.req.method, path);
    if (retryAfterMs !== undefined) return tooManyRequests(retryAfterMs, headers);
    await next();
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
  };
}

function tooManyRequests(retryAfterMs: number, headers: Record<string, string>): Response {
  const retry_after = retryAfterMs / 1000;
  return Response.json(
    { message: 'You are being rate limited.', retry_after, global: false, code: 0 },
    {
      status: 429,
      headers: { ...headers, 'Retry-After': String(retry_after), 'X-RateLimit-Scope': 'user' },
    },
  );
}

/** Interaction tokens stand for themselves; everything else wants the bot's token. */
function authorize(world: World): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const open = /^\/(interactions|webhooks)\/\d+\/[^/]+|^\/gateway$/.test(pathOf(c.req.path));
    if (!open && c.req.header('authorization') !== `Bot ${world.application.token}`) throw apiErrors.unauthorized();
    return next();
  };
}
