import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { GatewayFault } from '../faults.ts';
import type { World } from '../world.ts';
import { applyFault, type Connection, connect } from './connection.ts';
import { dispatchOf } from './events.ts';
import { deliver, type Session } from './session.ts';

export interface Gateway {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Happens at once, on every open connection. */
  injectFault(fault: GatewayFault): void;
  close(): void;
}

/** Discord's gateway v10 in plain JSON frames. Several clients may be connected with the same token. */
export function createGateway(world: World, heartbeatMs: number): Gateway {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const sessions = new Map<string, Session>();
  const connections = new Set<Connection>();

  const unsubscribe = world.subscribe((event) => {
    const dispatch = dispatchOf(world, event);
    if (dispatch) for (const session of sessions.values()) deliver(session, dispatch);
  });

  return {
    handleUpgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (ws) => {
        const query = new URL(request.url ?? '/', world.origin).searchParams;
        const connection = connect({ world, sessions, heartbeatMs }, ws, query);
        connections.add(connection);
        ws.on('close', () => connections.delete(connection));
      });
    },
    injectFault(fault) {
      for (const connection of [...connections]) applyFault(connection, sessions, fault);
    },
    close() {
      unsubscribe();
      for (const connection of connections) connection.socket.terminate();
      server.close();
    },
  };
}
