import type { ControlChannel } from '../../../local-discord/control-protocol.ts';
import { usePlayground } from '../client/context.ts';
import { Avatar } from '../message/avatar.tsx';
import { Dots } from '../message/dots.tsx';

/** Commands on their way, and those that got no answer. */
export function Pending({ channel }: { channel: ControlChannel }) {
  const { seen, attempts, actions } = usePlayground();
  return attempts.flatMap(({ key, deed, error }) => {
    if (deed.kind !== 'command' || deed.channel !== channel.id) return [];
    return (
      <article key={key} class="message pending" aria-label={`${deed.label}: ${error ? 'failed' : 'on its way'}`}>
        <p class="origin">
          <Avatar id={seen.me.id} name={seen.me.name} small />
          <strong>@{seen.me.name.toLowerCase()}</strong> used <span class="mention">{deed.label}</span>
        </p>
        <Avatar id={seen.bot.id} name={seen.bot.name} />
        <div class="message-body">
          <header class="message-header">
            <span class="author">{seen.bot.name}</span>
            <span class="app-tag">APP</span>
          </header>
          {error ? (
            <p class="failure" role="alert">
              {error}{' '}
              <button type="button" class="as-link" onClick={() => actions.forget(key)}>
                Dismiss
              </button>
            </p>
          ) : (
            <p class="thinking">
              <Dots /> Sending command…
            </p>
          )}
        </div>
      </article>
    );
  });
}
