import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { memo } from 'preact/compat';
import { usePlayground } from '../client/context.ts';
import { ComponentList } from '../components/component.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { Attachments } from './attachments.tsx';
import { Avatar } from './avatar.tsx';
import { displayName } from './display-name.ts';
import { Dots } from './dots.tsx';
import { Embed } from './embed.tsx';
import { Origin } from './origin.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

const has = (message: APIMessage, flag: MessageFlags): boolean => ((message.flags ?? 0) & flag) !== 0;

interface MessageProps {
  message: APIMessage;
  /** Right after another of the same author: without avatar and name. */
  follows: boolean;
}

export const Message = memo(({ message, follows }: MessageProps) => {
  const { seen, actions } = usePlayground();
  const box = useKeptFocus<HTMLElement>();
  const ephemeral = has(message, MessageFlags.Ephemeral);
  const mentioned = !ephemeral && message.mentions.some(({ id }) => id === seen.me.id);
  const kinds = [follows && 'follows', ephemeral && 'ephemeral', mentioned && 'mentioned'].filter(Boolean).join(' ');
  return (
    <article
      ref={box}
      tabIndex={-1}
      class={`message ${kinds}`}
      aria-label={`${displayName(message.author)}, ${clock(message.timestamp)}`}
    >
      <Origin message={message} />
      {follows ? null : <Avatar id={message.author.id} name={displayName(message.author)} />}
      <div class="message-body">
        {follows ? null : <Header message={message} />}
        <Content message={message} />
        {ephemeral ? (
          <p class="ephemeral-note">
            Only you can see this •{' '}
            <button type="button" class="as-link" onClick={() => actions.dismiss(message.id)}>
              Dismiss message
            </button>
          </p>
        ) : null}
      </div>
    </article>
  );
});

function Header({ message }: { message: APIMessage }) {
  const { author } = message;
  return (
    <header class="message-header">
      <span class="author">{displayName(author)}</span>
      {author.bot ? <span class="app-tag">APP</span> : null}
      <time dateTime={message.timestamp} title={new Date(message.timestamp).toLocaleString()}>
        {clock(message.timestamp)}
      </time>
      {message.edited_timestamp ? <span class="edited">(edited)</span> : null}
    </header>
  );
}

function Content({ message }: { message: APIMessage }) {
  if (has(message, MessageFlags.Loading)) {
    return (
      <p class="thinking">
        <Dots /> {displayName(message.author)} is thinking…
      </p>
    );
  }
  return (
    <>
      {message.content ? <Markdown text={message.content} /> : null}
      <Attachments attachments={message.attachments} />
      {message.embeds.map((embed, index) => (
        <Embed key={index} embed={embed} />
      ))}
      {message.components?.length ? <ComponentList components={message.components} message={message} /> : null}
      <Failure message={message.id} />
    </>
  );
}

/** What Discord shows in red under a message whose button or select got no answer. */
function Failure({ message }: { message: string }) {
  const { attempts } = usePlayground();
  const failed = attempts.find(({ deed, error }) => error && deed.kind === 'component' && deed.message === message);
  return failed ? (
    <p class="failure" role="alert">
      This interaction failed <span class="muted">{failed.error}</span>
    </p>
  ) : null;
}

/** "14:05" for today, "24/11/2026 14:05" for another day. */
function clock(timestamp: string): string {
  const date = new Date(timestamp);
  const today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(undefined, { ...(today ? {} : { dateStyle: 'short' }), timeStyle: 'short' });
}
