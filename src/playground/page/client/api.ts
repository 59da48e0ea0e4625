import { z } from 'zod';
import {
  type ControlUser,
  controlErrorSchema,
  type InteractionRequest,
  interactionStartedSchema,
  type SayRequest,
  userSchema,
} from '../../../local-discord/control-protocol.ts';

/** The server did not let it happen; the message is for the person. */
export class Refused extends Error {
  override name = 'Refused';
}

async function send<T>(path: string, body: unknown, files: File[], answer: z.ZodType<T>): Promise<T> {
  const response = await fetch(`/control/${path}`, { method: 'POST', ...encode(body, files) });
  const text = await response.text();
  if (!response.ok) {
    const refusal = controlErrorSchema.safeParse(parseJson(text));
    throw new Refused(refusal.success ? refusal.data.error : `The local Discord answered ${response.status}.`);
  }
  return answer.parse(parseJson(text));
}

function encode(body: unknown, files: File[]): RequestInit {
  if (files.length === 0) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const form = new FormData();
  form.set('payload_json', JSON.stringify(body));
  files.forEach((file, index) => {
    form.set(`files[${index}]`, file, file.name);
  });
  return { body: form };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes the person, or finds them if they are known by that name. */
export function addUser(user: { name: string; admin: boolean }): Promise<ControlUser> {
  return send('users', user, [], userSchema);
}

export async function say(message: SayRequest, files: File[]): Promise<void> {
  await send('messages', message, files, z.unknown());
}

/** @returns the interaction's id, which the bot's answers carry. */
export async function interact(request: InteractionRequest, files: File[] = []): Promise<string> {
  return (await send('interactions', request, files, interactionStartedSchema)).interactionId;
}

export async function dismiss(user: string, message: string): Promise<void> {
  await send('dismiss', { user, message }, [], z.unknown());
}
