import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Upload } from '../messages/payload.ts';

/** What the API's middleware hands to its routes. */
export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: {
    body: unknown;
    uploads: Upload[];
    /** A fault has cut the connection: nothing is answered. */
    cut?: boolean;
  };
}

export const sentIn = (c: Context<ApiEnv>): { body: unknown; uploads: Upload[] } => ({
  body: c.get('body'),
  uploads: c.get('uploads'),
});
