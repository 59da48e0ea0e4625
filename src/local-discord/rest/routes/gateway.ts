import { Hono } from 'hono';
import type { World } from '../../world.ts';
import type { ApiEnv } from '../env.ts';

export const GATEWAY_PATH = '/gateway';

export function gatewayRoutes(world: World): Hono<ApiEnv> {
  const url = `${world.origin.replace('http', 'ws')}${GATEWAY_PATH}`;
  return new Hono<ApiEnv>()
    .get('/gateway', (c) => c.json({ url }))
    .get('/gateway/bot', (c) =>
      c.json({
        url,
        shards: 1,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
      }),
    );
}
