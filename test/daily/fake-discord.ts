import { type Channel, Refusal } from '../../src/discord/channel.ts';

interface FakeMessage {
  id: string;
  channelId: string;
  nonce: string;
  atMs: number;
  body: unknown;
}

/** What may go wrong with a call; the caller decides, call by call. */
export type Mishap = 'fine' | 'fails' | 'fails-after-accepting';

interface FakeDiscordOptions {
  now: () => number;
  mishap?: (call: keyof Channel) => Mishap;
}

/** For how long Discord knows a nonce. Its documentation says "the past few minutes". */
const NONCE_LIFE_MS = 3 * 60 * 1000;

/** Discord's side of {@link Channel}, in memory: for simulations of years and of thousands of servers. */
export function createFakeDiscord({ now, mishap = () => 'fine' }: FakeDiscordOptions) {
  const messages: FakeMessage[] = [];
  const byChannel = new Map<string, FakeMessage[]>();
  const threads = new Set<string>();
  const refused = new Map<string, Refusal['why']>();

  const call = async <T>(name: keyof Channel, channelId: string, act: () => T): Promise<T> => {
    // Lets the other process run in between.
    for (let n = messages.length % 4; n >= 0; n -= 1) await Promise.resolve();
    const fate = mishap(name);
    if (fate === 'fails') throw new Error('503 before accepting');
    const why = refused.get(channelId);
    if (why) throw new Refusal(why);
    const result = act();
    if (fate === 'fails-after-accepting') throw new Error('500 after accepting');
    return result;
  };

  const channel: Channel = {
    send: (channelId, body, nonce) =>
      call('send', channelId, () => {
        const there = byChannel.get(channelId) ?? [];
        const known = there.findLast((message) => message.nonce === nonce && now() - message.atMs < NONCE_LIFE_MS);
        if (known) return known.id;
        const message = { id: String(messages.length + 1), channelId, nonce, atMs: now(), body };
        messages.push(message);
        byChannel.set(channelId, [...there.slice(-200), message]);
        return message.id;
      }),
    find: ({ channelId, customId }) =>
      call(
        'find',
        channelId,
        () =>
          byChannel
            .get(channelId)
            ?.slice(-100)
            .find(({ body }) => JSON.stringify(body).includes(`"${customId}"`))?.id,
      ),
    edit: (channelId, messageId, body) =>
      call('edit', channelId, () => {
        const message = byChannel.get(channelId)?.find(({ id }) => id === messageId);
        if (message) message.body = body;
      }),
    remove: (channelId, messageId) =>
      call('remove', channelId, () => {
        byChannel.set(
          channelId,
          (byChannel.get(channelId) ?? []).filter(({ id }) => id !== messageId),
        );
      }),
    openThread: (channelId, messageId) =>
      call('openThread', channelId, () => {
        threads.add(messageId);
        return messageId;
      }),
    openDirect: (userId) => call('openDirect', userId, () => `dm${userId}`),
  };
  return { channel, messages, threads, refused };
}
