import type { Context } from 'hono';
import type { z } from 'zod';
import { ApiError, apiErrors, invalidForm } from '../errors.ts';
import { type FieldPath, type FieldProblem, refuseForm } from '../limits/form-error.ts';
import { MAX_REQUEST_BYTES } from '../messages/attachments.ts';
import type { Upload } from '../messages/payload.ts';

export interface RequestBody {
  /** Parsed JSON, from the body itself or its `payload_json`; undefined when there was none. */
  body: unknown;
  uploads: Upload[];
}

/**
 * Reads a JSON or multipart body.
 *
 * @throws ApiError 40005 over 25 MiB, 50109 when it is no JSON.
 */
export async function readBody(c: Context): Promise<RequestBody> {
  if (Number(c.req.header('content-length') ?? 0) > MAX_REQUEST_BYTES) throw apiErrors.tooLarge();
  if (c.req.header('content-type')?.startsWith('multipart/form-data')) return readMultipart(c);
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength > MAX_REQUEST_BYTES) throw apiErrors.tooLarge();
  return { body: parseJson(new TextDecoder().decode(bytes)), uploads: [] };
}

async function readMultipart(c: Context): Promise<RequestBody> {
  const form = await c.req.formData();
  const uploads: Upload[] = [];
  let total = 0;
  for (const [field, value] of form) {
    if (typeof value === 'string') continue;
    const index = /^files?\[(\d+)\]$/.exec(field)?.[1] ?? String(uploads.length);
    const bytes = new Uint8Array(await value.arrayBuffer());
    total += bytes.byteLength;
    uploads.push({ index, name: value.name, type: value.type, bytes });
  }
  if (total > MAX_REQUEST_BYTES) throw apiErrors.tooLarge();
  const json = form.get('payload_json');
  return { body: typeof json === 'string' ? parseJson(json) : {}, uploads };
}

function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw apiErrors.invalidJson();
  }
}

/**
 * Parses what a route needs of a body.
 *
 * @param prefix where the value stands in the request
 * @throws ApiError 50035 with the path of each bad field
 */
export function parseBody<T>(schema: z.ZodType<T>, value: unknown, prefix: FieldPath = []): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems: FieldProblem[] = parsed.error.issues.map(({ path, message }) => ({
    path,
    error: { code: 'BASE_TYPE_INVALID', message },
  }));
  const refusal = refuseForm(problems, prefix);
  throw refusal?.errors ? invalidForm(refusal.errors) : new ApiError(400, 50035, 'Invalid Form Body');
}
