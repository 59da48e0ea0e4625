import type { APIMessage } from 'discord-api-types/v10';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ControlChannel } from '../../../local-discord/control-protocol.ts';
import { usePlayground } from '../client/context.ts';
import type { View } from '../client/view.ts';
import { Composer } from '../composer/composer.tsx';
import { Dots } from '../message/dots.tsx';
import { Message } from '../message/message.tsx';
import { Pending } from './pending.tsx';
import { Welcome } from './welcome.tsx';

const TOGETHER_MS = 7 * 60_000;
const AT_END_PX = 60;

/** A channel: its messages, what is on its way, and the composer. */
export function ChannelPane({ channel, typing }: { channel: ControlChannel; typing: View['typing'] }) {
  const { seen } = usePlayground();
  const messages = useMemo(
    () => seen.messages.filter((message) => message.channel_id === channel.id),
    [seen.messages, channel.id],
  );
  const { log, list, stickToEnd } = useStickToEnd();
  const typist = typing?.channelId === channel.id ? seen.users.find(({ id }) => id === typing.userId) : undefined;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <div class="log" role="log" aria-label={`Messages in ${channel.name}`} tabIndex={0} ref={log}>
        <div class="log-list" ref={list}>
          <Welcome channel={channel} empty={messages.length === 0} />
          {messages.map((message, index) => (
            <Message key={message.id} message={message} follows={follows(message, messages[index - 1])} />
          ))}
          <Pending channel={channel} />
        </div>
      </div>
      <p class="typing" aria-live="polite">
        {typist ? (
          <>
            <Dots /> <strong>{typist.name}</strong> is typing…
          </>
        ) : null}
      </p>
      <Composer channel={channel} onSent={stickToEnd} />
    </>
  );
}

function follows(message: APIMessage, before: APIMessage | undefined): boolean {
  if (!before || before.author.id !== message.author.id) return false;
  if (message.interaction?.name || message.referenced_message || before.flags !== message.flags) return false;
  return Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER_MS;
}

/** Keeps the end in sight while it is in sight: when messages come, grow, or load their images. */
function useStickToEnd() {
  const log = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const box = log.current;
    if (!box || !list.current) return;
    const toEnd = (): void => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    };
    let lastTop = box.scrollTop;
    const onScroll = (): void => {
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
      // Only a person scrolls up. Content that grew since the last scroll also leaves the end behind, and is followed.
      if (isNear) atEnd.current = true;
      else if (box.scrollTop < lastTop) atEnd.current = false;
      lastTop = box.scrollTop;
    };
    const observer = new ResizeObserver(toEnd);
    observer.observe(list.current);
    observer.observe(box);
    box.addEventListener('scroll', onScroll);
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, []);
  function stickToEnd(): void {
    atEnd.current = true;
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
  }
  return { log, list, stickToEnd };
}
