import type { APIMessage } from 'discord-api-types/v10';
import WebSocket from 'ws';
import { type ControlEvent, type ControlState, controlEventSchema } from '../control-protocol.ts';
import { textOf } from './read.ts';

/** Everything a person has been told, in order; waiting is for the next event, never for time to pass. */
export interface Inbox {
  state: ControlState;
  events: ControlEvent[];
  /** What the person sees now, by message id. */
  messages: Map<string, APIMessage>;
  /**
   * The first event from number `from` on of which `find` makes something; `find` may throw.
   *
   * @throws Error after `timeoutMs`, with all that came meanwhile
   */
  waitFor<T>(what: string, from: number, find: (event: ControlEvent, index: number) => T | undefined): Promise<T>;
  close(): void;
}

interface InboxOptions {
  /** Address of the control API. */
  control: string;
  userId: string;
  name: string;
  timeoutMs: number;
}

/** Connects as a person. */
export async function openInbox({ control, userId, name, timeoutMs }: InboxOptions): Promise<Inbox> {
  const socket = new WebSocket(`${control.replace('http', 'ws')}/events?user=${userId}`);
  const events: ControlEvent[] = [];
  const messages = new Map<string, APIMessage>();
  const listeners = new Set<() => void>();
  const inbox: Omit<Inbox, 'state'> & { state: ControlState | undefined } = {
    state: undefined,
    events,
    messages,
    close: () => socket.terminate(),
    waitFor(what, from, find) {
      return new Promise((resolve, reject) => {
        let next = from;
        const check = (): void => {
          try {
            for (; next < events.length; next++) {
              const event = events[next];
              const found = event && find(event, next);
              if (found === undefined) continue;
              finish();
              resolve(found);
              return;
            }
          } catch (error: unknown) {
            finish();
            reject(error);
          }
        };
        const timer = setTimeout(() => {
          finish();
          reject(new Error(`${name} waited ${timeoutMs} ms for ${what}. Came since:\n${describe(events.slice(from))}`));
        }, timeoutMs);
        const finish = (): void => {
          clearTimeout(timer);
          listeners.delete(check);
        };
        listeners.add(check);
        check();
      });
    },
  };
  socket.on('message', (data: Buffer) => {
    const event = controlEventSchema.parse(JSON.parse(data.toString()));
    apply(inbox, event);
    events.push(event);
    for (const listener of [...listeners]) listener();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => socket.terminate());
  if (inbox.state === undefined) throw new Error('The local Discord sent no state.');
  return inbox as Inbox;
}

/** Keeps what the person sees up to date. */
function apply(
  inbox: { state: ControlState | undefined; messages: Map<string, APIMessage> },
  event: ControlEvent,
): void {
  const { state, messages } = inbox;
  if (event.type === 'state') {
    inbox.state = event.state;
    for (const message of event.state.messages) messages.set(message.id, message);
  } else if (event.type === 'message_create' || event.type === 'message_update') {
    messages.set(event.message.id, event.message);
  } else if (event.type === 'message_delete') messages.delete(event.messageId);
  else if (state && event.type === 'commands') inbox.state = { ...state, commands: event.commands };
  else if (state && event.type === 'users') inbox.state = { ...state, users: event.users };
  else if (state && event.type === 'channels') inbox.state = { ...state, channels: event.channels };
}

function describe(events: ControlEvent[]): string {
  if (events.length === 0) return '  nothing';
  return events.map((event) => `  ${event.type}${detail(event)}`).join('\n');
}

function detail(event: ControlEvent): string {
  if (event.type === 'message_create' || event.type === 'message_update') {
    return ` (flags ${event.message.flags}): ${textOf(event.message).slice(0, 300)}`;
  }
  if (event.type === 'interaction_answered') return `: callback ${event.callback}`;
  if (event.type === 'interaction_failed') return `: ${event.error}`;
  if (event.type === 'modal_open') return `: ${event.modal.title}`;
  return '';
}
