import { randomBytes } from 'node:crypto';
import OpenAI from 'openai';
import { z } from 'zod';
import type { Question } from '../core/question.ts';
import { promptFor } from './prompt.ts';
import { type Reply, replySchema } from './reply.ts';

export interface ModelSettings {
  /** An OpenAI-compatible endpoint, such as http://localhost:11434/v1. */
  url: string;
  model: string;
  apiKey?: string | undefined;
  timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
const TRIES = 2;

export type AskModel = (question: Question, answer: string) => Promise<Reply>;

/**
 * Asks a language model to mark. A try that fails, is late or answers with anything but the schema is made once more.
 * The returned function throws what the last try threw.
 */
export function createAskModel({ url, model, apiKey = 'none', timeoutMs = TIMEOUT_MS }: ModelSettings): AskModel {
  const client = new OpenAI({ baseURL: url, apiKey, timeout: timeoutMs, maxRetries: 0, logLevel: 'off' });
  const schema = z.toJSONSchema(replySchema, { target: 'draft-7' }) as Record<string, unknown>;
  const ask: AskModel = async (question, answer) => {
    const completion = await client.chat.completions.create(
      {
        model,
        temperature: 0,
        messages: promptFor(question, answer, randomBytes(8).toString('hex')),
        response_format: { type: 'json_schema', json_schema: { name: 'marks', strict: true, schema } },
      },
      // The client's own time-out starts anew with each byte of a slow answer; this one does not.
      { signal: AbortSignal.timeout(timeoutMs) },
    );
    return replySchema.parse(JSON.parse(completion.choices[0]?.message.content ?? ''));
  };
  return async (question, answer) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask(question, answer);
      } catch (error: unknown) {
        if (tries >= TRIES) throw error;
      }
    }
  };
}
