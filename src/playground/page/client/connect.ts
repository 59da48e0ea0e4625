import { type ControlEvent, controlEventSchema } from '../../../local-discord/control-protocol.ts';
import { addUser } from './api.ts';
import type { View } from './view.ts';

const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 4000;

interface Listener {
  onLink: (link: View['link']) => void;
  onEvent: (event: ControlEvent) => void;
}

/**
 * Follows what this person sees, over one WebSocket that is opened again whenever it ends: the server may have been
 * restarted, and then the person is made anew (their id follows from their name).
 * @returns a function that ends it.
 */
export function connect(person: { name: string; admin: boolean }, { onLink, onEvent }: Listener): () => void {
  let socket: WebSocket | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let waitMs = FIRST_RETRY_MS;
  let ended = false;

  function retryLater(): void {
    if (ended) return;
    onLink('lost');
    retry = setTimeout(open, waitMs);
    waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS);
  }

  async function open(): Promise<void> {
    try {
      const user = await addUser(person);
      if (ended) return;
      const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
      socket = new WebSocket(`${scheme}://${location.host}/control/events?user=${user.id}`);
    } catch {
      retryLater();
      return;
    }
    socket.addEventListener('message', ({ data }) => {
      if (ended) return;
      const event = controlEventSchema.safeParse(JSON.parse(String(data)));
      if (!event.success) return console.error('An event is not understood:', event.error.message);
      if (event.data.type === 'state') {
        waitMs = FIRST_RETRY_MS;
        onLink('open');
      }
      onEvent(event.data);
    });
    socket.addEventListener('close', retryLater);
  }

  void open();
  return () => {
    ended = true;
    clearTimeout(retry);
    socket?.close();
  };
}
