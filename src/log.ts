import { type DestinationStream, type Logger, pino } from 'pino';

interface LoggedError {
  type: string;
  message: string;
  code?: string | number;
  status?: number;
  stack?: string | undefined;
  cause?: LoggedError;
}

/**
 * What of an error may be logged. A failed request carries its body (a person's answer) and its address (an
 * interaction's token), so only these fields are taken, never all.
 */
export function describeError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code, status } = error as { code?: unknown; status?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** A logger of JSON lines. @param stream by default standard error: standard output is for what people read. */
export function createLogger(level: string, stream: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, serializers: { err: describeError } }, stream);
}
