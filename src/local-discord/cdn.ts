import { Hono } from 'hono';
import type { World } from './world.ts';

/** The CDN: files of messages and interactions. */
export function createCdn(world: World): Hono {
  return new Hono().get('/attachments/:channel/:attachment/:name', (c) => {
    const file = world.files.get(c.req.param('attachment'));
    if (!file || file.channelId !== c.req.param('channel') || file.api.filename !== c.req.param('name')) {
      return c.text('This content is no longer available.', 404);
    }
    return c.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.api.content_type ?? 'application/octet-stream',
      // An uploaded page must not run as one of this origin's own.
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    });
  });
}
