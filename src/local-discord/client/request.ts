import { controlErrorSchema } from '../control-protocol.ts';

/** A file that a person picks from their disk. */
export interface PickedFile {
  name: string;
  data: Uint8Array | string;
  type?: string;
}

/** @throws Error that quotes the server's reason */
export async function callControl(
  url: string,
  method: string,
  body?: object,
  files: PickedFile[] = [],
): Promise<unknown> {
  const response = await fetch(url, { method, ...(body ? bodyOf(body, files) : {}) });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  const reason = controlErrorSchema.safeParse(answer).data?.error ?? text;
  throw new Error(`The local Discord refused ${method} ${new URL(url).pathname}: ${reason}`);
}

function bodyOf(body: object, files: PickedFile[]): RequestInit {
  const json = JSON.stringify(body);
  if (files.length === 0) return { body: json, headers: { 'content-type': 'application/json' } };
  const form = new FormData();
  form.set('payload_json', json);
  for (const [n, { name, data, type = '' }] of files.entries()) {
    form.set(`files[${n}]`, new File([typeof data === 'string' ? data : new Uint8Array(data)], name, { type }));
  }
  return { body: form };
}
