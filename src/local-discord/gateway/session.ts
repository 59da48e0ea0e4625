import { randomBytes } from 'node:crypto';
import type { Dispatch } from './events.ts';

/** How many events are kept for a client that comes back. */
const REPLAY_LIMIT = 2000;

/** A client's session, which outlives its connections. */
export interface Session {
  id: string;
  intents: number;
  /** Sent events by sequence number, oldest first. */
  sent: { s: number; frame: string }[];
  seq: number;
  /** Absent while the client is away. */
  transmit: Transmit | undefined;
  /** When the client went away. */
  awaySinceMs: number;
}

/** Puts one frame on a connection. */
export type Transmit = (frame: string) => void;

export const createSession = (intents: number, transmit: Transmit): Session => ({
  id: randomBytes(16).toString('hex'),
  intents,
  sent: [],
  seq: 0,
  transmit,
  awaySinceMs: 0,
});

/** Sends an event, or keeps it until the client resumes. */
export function deliver(session: Session, { t, d, intent }: Dispatch): void {
  if (intent !== 0 && (session.intents & intent) === 0) return;
  session.seq += 1;
  const frame = JSON.stringify({ op: 0, s: session.seq, t, d });
  session.sent.push({ s: session.seq, frame });
  if (session.sent.length > REPLAY_LIMIT) session.sent.shift();
  session.transmit?.(frame);
}

/** Sends what came after `seq`. @returns false when that is no longer known. */
export function replay(session: Session, seq: number): boolean {
  const oldest = session.sent[0]?.s ?? session.seq + 1;
  if (seq > session.seq || seq + 1 < oldest) return false;
  for (const { s, frame } of session.sent) if (s > seq) session.transmit?.(frame);
  return true;
}
