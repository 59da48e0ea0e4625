import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';

const WINDOW_MS = 1000;

interface Window {
  endsAtMs: number;
  used: number;
}

/**
 * Discord's rate-limit headers, by route and major parameter. The budget is generous (Discord's own numbers are not
 * documented and change); run out of it and the answer is a 429. Counts in real time also under a fake clock, because
 * the client waits in real time.
 */
export function createRateLimits(requestsPerSecond: number) {
  const windows = new Map<string, Window>();

  return {
    /** Counts a request. @returns the headers to answer with, and for how long to refuse if at all. */
    count(method: string, path: string): { headers: Record<string, string>; retryAfterMs: number | undefined } {
      const bucket = bucketOf(method, path);
      const nowMs = performance.now();
      let window = windows.get(bucket.key);
      if (!window || window.endsAtMs <= nowMs) {
        if (windows.size > 10_000) windows.clear();
        window = { endsAtMs: nowMs + WINDOW_MS, used: 0 };
        windows.set(bucket.key, window);
      }
      window.used += 1;
      const leftMs = window.endsAtMs - nowMs;
      const headers = {
        'X-RateLimit-Limit': String(requestsPerSecond),
        'X-RateLimit-Remaining': String(Math.max(0, requestsPerSecond - window.used)),
        'X-RateLimit-Reset': ((Date.now() + leftMs) / 1000).toFixed(3),
        'X-RateLimit-Reset-After': (leftMs / 1000).toFixed(3),
        'X-RateLimit-Bucket': bucket.hash,
      };
      return { headers, retryAfterMs: window.used > requestsPerSecond ? leftMs : undefined };
    },
  };
}

/** Ids other than the first (the major parameter) and tokens do not matter to a bucket. */
function bucketOf(method: string, path: string): { key: string; hash: string } {
  const [, resource = '', major = '', ...rest] = path.split('/');
  const template = rest.map((part) => (/^\d+$/.test(part) || part.length > 40 ? ':id' : part)).join('/');
  const hash = createHash('md5').update(`${method} ${resource} ${template}`).digest('hex');
  return { key: `${hash}:${resource === 'webhooks' ? `${major}/${rest[0]}` : major}`, hash };
}
