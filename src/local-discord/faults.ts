import { z } from 'zod';

/** A fault to inject: what goes wrong, on which requests, how often. */
export const faultSchema = z.discriminatedUnion('kind', [
  z.object({
    /**
     * - `drop`: the connection is cut before the request is acted on
     * - `drop-after-accepting`: it is acted on, then the connection is cut
     * - `429`: refused with `retryAfterMs`
     * - `5xx`: refused with 503 before it is acted on
     * - `500-after-accepting`: acted on, then answered with 500
     * - `expired-token`: 401 / 50027 on an interaction's webhook, 404 / 10062 on its callback
     * - `missing-permissions`: 403 / 50013
     * - `unknown-channel`: 404 / 10003
     */
    kind: z.enum([
      'drop',
      'drop-after-accepting',
      '429',
      '5xx',
      '500-after-accepting',
      'expired-token',
      'missing-permissions',
      'unknown-channel',
    ]),
    method: z.string().optional(),
    /** A part of the path after /api/v10, `*` standing for anything; all routes when absent. */
    route: z.string().optional(),
    times: z.int().min(1).default(1),
    retryAfterMs: z.int().min(0).default(200),
  }),
  z.object({
    kind: z.literal('delay'),
    method: z.string().optional(),
    route: z.string().optional(),
    times: z.int().min(1).default(1),
    delayMs: z.int().min(0),
  }),
  /** At once, on every gateway connection: close it with `code`, ask for a reconnect, or declare the session invalid. */
  z.object({ kind: z.literal('gateway-close'), code: z.int().default(4000) }),
  z.object({ kind: z.literal('gateway-reconnect') }),
  z.object({ kind: z.literal('gateway-invalid-session'), resumable: z.boolean().default(false) }),
  /** Stop acknowledging heartbeats on the open connections. */
  z.object({ kind: z.literal('gateway-silence') }),
]);
export type Fault = z.output<typeof faultSchema>;
