import { ConfigError } from './config.ts';
import { StoreError } from './store/errors.ts';

const hasCode = (error: unknown, code: string | number): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Why the bot could not start and how to mend it, for whoever started it. Holds no secret. */
export function explainStartError(error: unknown): string {
  if (error instanceof ConfigError) return `Some settings are wrong (see .env.example):\n${error.message}`;
  if (error instanceof StoreError) return error.message;
  if (hasCode(error, 'TokenInvalid') || hasCode(error, 0)) {
    return 'Discord refused DISCORD_TOKEN. Copy the token again from the page "Bot" in the developer portal; an old one stops working when it is reset.';
  }
  if (hasCode(error, 'ENOTFOUND') || hasCode(error, 'ECONNREFUSED') || hasCode(error, 'UND_ERR_CONNECT_TIMEOUT')) {
    return `Discord cannot be reached: ${String(error)}. Check the network and DISCORD_API_URL.`;
  }
  if (hasCode(error, 'ENOENT')) return `${String(error)}. Check LESSONS_DIR.`;
  return `Warmstart could not start. This is a bug, please report it:\n${error instanceof Error ? error.stack : error}`;
}
