import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { GatewayFault } from '../faults.ts';
import { guildCreateView } from '../guild.ts';
import { memberOf } from '../people.ts';
import { GATEWAY_PATH } from '../rest/routes/gateway.ts';
import type { World } from '../world.ts';
import { compressed } from './compress.ts';
import { createSession, deliver, replay, type Session, type Transmit } from './session.ts';

const MAX_FRAME_BYTES = 4096;
const MAX_FRAMES = 120;
const FRAMES_WINDOW_MS = 60_000;
/** For how long a client that went away may come back to its session. */
const SESSION_LIFE_MS = 5 * 60_000;
const ALL_INTENTS = Object.values(GatewayIntentBits).reduce<number>((all, bit) => all | Number(bit), 0);
const Close = GatewayCloseCodes;

const frameSchema = z.looseObject({ op: z.int(), d: z.unknown().optional() });
const identifySchema = z.looseObject({ token: z.string(), intents: z.int().min(0) });
const resumeSchema = z.looseObject({ token: z.string(), session_id: z.string(), seq: z.int().min(0) });
const membersSchema = z.looseObject({
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  query: z.string().optional(),
  nonce: z.string().optional(),
});

export interface GatewayDeps {
  world: World;
  sessions: Map<string, Session>;
  heartbeatMs: number;
}

export interface Connection {
  socket: WebSocket;
  transmit: Transmit;
  session: Session | undefined;
  /** A fault: heartbeats are no longer acknowledged. */
  silent: boolean;
  /** Closes the connection unless the client's heart beats. */
  zombie: NodeJS.Timeout;
  frames: { sinceMs: number; count: number };
}

/** One client's connection, from HELLO on. */
export function connect(deps: GatewayDeps, socket: WebSocket, query: URLSearchParams): Connection {
  const { world, heartbeatMs, sessions } = deps;
  const zombie = setTimeout(() => socket.close(Close.SessionTimedOut, 'Session timed out.'), heartbeatMs * 1.5);
  zombie.unref();
  const frames = { sinceMs: performance.now(), count: 0 };
  const compress = query.get('compress');
  const transmit: Transmit = compress === 'zlib-stream' ? compressed(socket) : (frame) => socket.send(frame);
  const connection: Connection = { socket, transmit, session: undefined, silent: false, zombie, frames };
  socket.on('message', (data: Buffer) => receive(deps, connection, data));
  socket.on('close', (code) => {
    clearTimeout(zombie);
    const { session } = connection;
    if (session?.transmit !== transmit) return;
    session.transmit = undefined;
    session.awaySinceMs = world.now();
    // A client that says goodbye does not come back to its session.
    if (code === 1000 || code === 1001) sessions.delete(session.id);
  });
  if (query.get('v') !== '10') socket.close(Close.InvalidAPIVersion, 'Invalid API version.');
  else if (query.get('encoding') === 'etf' || (compress !== null && compress !== 'zlib-stream')) {
    socket.close(Close.UnknownError, 'The local Discord speaks JSON, plain or as zlib-stream.');
  } else send(connection, GatewayOpcodes.Hello, { heartbeat_interval: heartbeatMs, _trace: [] });
  return connection;
}

export function applyFault(connection: Connection, sessions: Map<string, Session>, fault: GatewayFault): void {
  if (fault.kind === 'gateway-close') connection.socket.close(fault.code, 'Injected fault.');
  else if (fault.kind === 'gateway-reconnect') send(connection, GatewayOpcodes.Reconnect);
  else if (fault.kind === 'gateway-invalid-session') invalidate(connection, sessions, fault.resumable);
  else connection.silent = true;
}

const send = ({ transmit }: Connection, op: GatewayOpcodes, d: unknown = null): void =>
  transmit(JSON.stringify({ op, d, s: null, t: null }));

function invalidate(connection: Connection, sessions: Map<string, Session>, resumable: boolean): void {
  const { session } = connection;
  if (session) session.transmit = undefined;
  if (session && !resumable) sessions.delete(session.id);
  connection.session = undefined;
  send(connection, GatewayOpcodes.InvalidSession, resumable);
}

function receive(deps: GatewayDeps, connection: Connection, data: Buffer): void {
  const { socket, session } = connection;
  const frame = parseFrame(data);
  const { op, d } = frame ?? {};
  if (isTooFast(connection)) socket.close(Close.RateLimited, 'Rate limited.');
  else if (!frame) socket.close(Close.DecodeError, 'Error while decoding payload.');
  else if (op === GatewayOpcodes.Heartbeat) {
    connection.zombie.refresh();
    if (!connection.silent) send(connection, GatewayOpcodes.HeartbeatAck);
  } else if (op === GatewayOpcodes.Identify) identify(deps, connection, d);
  else if (op === GatewayOpcodes.Resume) resume(deps, connection, d);
  else if (!session) socket.close(Close.NotAuthenticated, 'Not authenticated.');
  else if (op === GatewayOpcodes.RequestGuildMembers) {
    sendMembers(deps.world, session, membersSchema.safeParse(d).data ?? {});
  } else if (op !== GatewayOpcodes.PresenceUpdate && op !== GatewayOpcodes.VoiceStateUpdate) {
    socket.close(Close.UnknownOpcode, 'Unknown opcode.');
  }
}

function isTooFast(connection: Connection): boolean {
  const nowMs = performance.now();
  if (nowMs - connection.frames.sinceMs > FRAMES_WINDOW_MS) connection.frames = { sinceMs: nowMs, count: 0 };
  connection.frames.count += 1;
  return connection.frames.count > MAX_FRAMES;
}

function identify({ world, sessions }: GatewayDeps, connection: Connection, d: unknown): void {
  const { socket } = connection;
  const wanted = identifySchema.safeParse(d).data;
  const refusal = connection.session ? Close.AlreadyAuthenticated : refuseIdentify(world, wanted);
  if (refusal !== undefined) {
    socket.close(refusal, `${Close[refusal]}.`);
    return;
  }
  for (const [id, { transmit, awaySinceMs }] of sessions) {
    if (!transmit && world.now() - awaySinceMs > SESSION_LIFE_MS) sessions.delete(id);
  }
  const session = createSession(wanted?.intents ?? 0, connection.transmit);
  connection.session = session;
  sessions.set(session.id, session);
  deliver(session, { t: 'READY', d: readyView(world, session), intent: 0 });
  deliver(session, { t: 'GUILD_CREATE', d: guildCreateView(world), intent: GatewayIntentBits.Guilds });
}

function resume({ world, sessions }: GatewayDeps, connection: Connection, d: unknown): void {
  const wanted = resumeSchema.safeParse(d).data;
  if (wanted?.token !== world.application.token) {
    connection.socket.close(Close.AuthenticationFailed, 'AuthenticationFailed.');
    return;
  }
  connection.session = sessions.get(wanted.session_id);
  if (connection.session) connection.session.transmit = connection.transmit;
  if (connection.session && replay(connection.session, wanted.seq)) {
    deliver(connection.session, { t: 'RESUMED', d: { _trace: [] }, intent: 0 });
  } else invalidate(connection, sessions, false);
}

function parseFrame(data: Buffer): z.output<typeof frameSchema> | undefined {
  if (data.byteLength > MAX_FRAME_BYTES) return undefined;
  try {
    return frameSchema.safeParse(JSON.parse(data.toString())).data;
  } catch {
    return undefined;
  }
}

/** @returns the code to close with, or undefined for a good IDENTIFY. */
function refuseIdentify(
  world: World,
  wanted: z.output<typeof identifySchema> | undefined,
): GatewayCloseCodes | undefined {
  if (wanted?.token !== world.application.token) return Close.AuthenticationFailed;
  if ((wanted.intents & ~ALL_INTENTS) !== 0) return Close.InvalidIntents;
  const wantsContent = (wanted.intents & GatewayIntentBits.MessageContent) !== 0;
  return wantsContent && !world.application.messageContent ? Close.DisallowedIntents : undefined;
}

const readyView = ({ application, bot, guild, origin }: World, { id }: Session) => ({
  v: 10,
  user: { ...bot.user, verified: true, mfa_enabled: false, email: null },
  guilds: [{ id: guild.id, unavailable: true }],
  session_id: id,
  session_type: 'normal',
  resume_gateway_url: `${origin.replace('http', 'ws')}${GATEWAY_PATH}`,
  application: { id: application.id, flags: application.messageContent ? 1 << 19 : 0 },
  private_channels: [],
  _trace: [],
});

function sendMembers(world: World, session: Session, wanted: z.output<typeof membersSchema>): void {
  const { user_ids, query = '', nonce } = wanted;
  const ids = user_ids === undefined ? undefined : [user_ids].flat();
  const members = [...world.people.values()]
    .filter(({ user }) => ids?.includes(user.id) ?? user.username.startsWith(query.toLowerCase()))
    .map((person) => memberOf(world, person));
  const not_found = ids?.filter((id) => !world.people.has(id)) ?? [];
  const chunk = { guild_id: world.guild.id, members, chunk_index: 0, chunk_count: 1, not_found, nonce };
  deliver(session, { t: 'GUILD_MEMBERS_CHUNK', d: chunk, intent: 0 });
}
