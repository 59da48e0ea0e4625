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

export type RequestFault = Extract<Fault, { times: number }>;
export type GatewayFault = Exclude<Fault, RequestFault>;

export interface Faults {
  add(fault: z.input<typeof faultSchema>): void;
  /** The first fault that is meant for this request; it is used up once. */
  take(method: string, path: string): RequestFault | undefined;
  /** Request faults that are still to come. */
  list(): RequestFault[];
  clear(): void;
}

/** @param onGateway is told of faults on the gateway, which happen at once */
export function createFaults(onGateway: (fault: GatewayFault) => void): Faults {
  let waiting: RequestFault[] = [];
  return {
    add(input) {
      const fault = faultSchema.parse(input);
      if ('times' in fault) waiting.push({ ...fault });
      else onGateway(fault);
    },
    take(method, path) {
      const fault = waiting.find((one) => matches(one, method, path));
      if (!fault) return undefined;
      fault.times -= 1;
      waiting = waiting.filter(({ times }) => times > 0);
      return fault;
    },
    list: () => waiting.map((fault) => ({ ...fault })),
    clear: () => {
      waiting = [];
    },
  };
}

function matches(fault: RequestFault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.route === undefined) return true;
  const literal = fault.route.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(literal.join('.*')).test(path);
}
