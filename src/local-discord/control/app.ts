import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Context, Hono } from 'hono';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { addTextChannel, denyChannel, removeChannel } from '../channels.ts';
import {
  channelChangeSchema,
  dismissRequestSchema,
  faultRequestSchema,
  interactionRequestSchema,
  newChannelSchema,
  newRoleSchema,
  newUserSchema,
  sayRequestSchema,
  userChangeSchema,
} from '../control-protocol.ts';
import { ApiError } from '../errors.ts';
import type { Faults } from '../faults.ts';
import { addPerson, addRole } from '../people.ts';
import { readBody } from '../rest/body.ts';
import type { World } from '../world.ts';
import { dismiss, interact, personIn, say } from './actions.ts';
import { ControlProblem } from './problem.ts';
import { channelControlView, controlEventOf, stateView, userView } from './state.ts';

/** The person's side, to be mounted under `/control` of any server on loopback. */
export interface Control {
  app: Hono;
  /** For an upgrade request of `…/events?user=ID`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createControl(world: World, faults: Faults): Control {
  const app = new Hono();
  app.use(async (c, next) => {
    if (!isLocal(c.req.header('host'), c.req.header('origin')))
      return c.json({ error: 'Only from this machine.' }, 403);
    return next();
  });
  addPeopleRoutes(app, world);
  addActionRoutes(app, world);
  addFaultRoutes(app, faults);
  app.onError((error, c) => {
    if (error instanceof ControlProblem) return c.json({ error: error.message }, error.status);
    if (error instanceof ApiError) return c.json({ error: error.message }, error.status as 400);
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    console.error('local-discord: bug in the control API', error);
    return c.json({ error: String(error) }, 500);
  });
  return { app, ...createEvents(world) };
}

function addPeopleRoutes(app: Hono, world: World): void {
  const channelIn = (c: Context) => {
    const channel = world.channels.get(c.req.param('id') ?? '');
    if (!channel) throw new ControlProblem('There is no such channel.', 404);
    return channel;
  };
  app.get('/state', (c) => c.json(stateView(world, personIn(world, c.req.query('user') ?? ''))));
  app.get('/users', (c) => c.json([...world.people.values()].map(userView)));
  app.post('/users', async (c) => {
    const wanted = newUserSchema.parse((await readBody(c)).body);
    const known = [...world.people.values()].find(({ user }) => user.global_name === wanted.name);
    return c.json(userView(known ?? addPerson(world, wanted)));
  });
  app.patch('/users/:id', async (c) => {
    const person = personIn(world, c.req.param('id'));
    const change = userChangeSchema.parse((await readBody(c)).body);
    const unknown = change.roles?.find((id) => !world.guild.roles.some((role) => role.id === id));
    if (unknown !== undefined) throw new ControlProblem(`There is no role ${unknown}.`);
    Object.assign(person, change);
    world.publish({ type: 'person', person, isNew: false });
    world.publish({ type: 'commands' });
    return c.json(userView(person));
  });
  app.get('/roles', (c) => c.json(world.guild.roles));
  app.post('/roles', async (c) => {
    const { name, permissions } = newRoleSchema.parse((await readBody(c)).body);
    return c.json(addRole(world, { name, permissions: BigInt(permissions) }));
  });
  app.get('/channels', (c) => c.json([...world.channels.values()].map((one) => channelControlView(world, one))));
  app.post('/channels', async (c) => {
    const { name } = newChannelSchema.parse((await readBody(c)).body);
    return c.json(channelControlView(world, addTextChannel(world, name)));
  });
  app.patch('/channels/:id', async (c) => {
    const channel = channelIn(c);
    denyChannel(world, channel, channelChangeSchema.parse((await readBody(c)).body).denied);
    return c.json(channelControlView(world, channel));
  });
  app.delete('/channels/:id', (c) => {
    const channel = channelIn(c);
    removeChannel(world, channel);
    return c.json(channelControlView(world, channel));
  });
}

function addActionRoutes(app: Hono, world: World): void {
  app.post('/messages', async (c) => {
    const { body, uploads } = await readBody(c);
    return c.json((await say(world, sayRequestSchema.parse(body), uploads)).api);
  });
  app.post('/dismiss', async (c) => {
    dismiss(world, dismissRequestSchema.parse((await readBody(c)).body));
    return c.body(null, 204);
  });
  app.post('/interactions', async (c) => {
    const { body, uploads } = await readBody(c);
    const { id } = await interact(world, interactionRequestSchema.parse(body), uploads);
    return c.json({ interactionId: id });
  });
}

function addFaultRoutes(app: Hono, faults: Faults): void {
  app.get('/faults', (c) => c.json(faults.list()));
  app.post('/faults', async (c) => {
    faults.add(faultRequestSchema.parse((await readBody(c)).body));
    return c.json(faults.list());
  });
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json([]);
  });
}

function createEvents(world: World): Pick<Control, 'handleUpgrade' | 'close'> {
  const server = new WebSocketServer({ noServer: true });
  return {
    handleUpgrade(request, socket, head) {
      const userId = new URL(request.url ?? '/', world.origin).searchParams.get('user') ?? '';
      const person = world.people.get(userId);
      if (!person || person === world.bot || !isLocal(request.headers.host, request.headers.origin)) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => {
        const send = (event: object): void => ws.send(JSON.stringify(event));
        const unsubscribe = world.subscribe((event) => {
          const told = controlEventOf(world, event, person);
          if (told) send(told);
        });
        ws.on('close', unsubscribe);
        send({ type: 'state', state: stateView(world, person) });
      });
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** A page of another site must not act for a person: neither by a foreign origin nor by a name that leads here. */
function isLocal(host: string | undefined, origin: string | undefined): boolean {
  const isLoopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host ?? '');
  return isLoopback && (origin === undefined || origin === `http://${host}`);
}
