import type { ControlChannel } from '../../../local-discord/control-protocol.ts';
import { usePlayground } from '../client/context.ts';
import { listRunnables } from '../composer/runnables.ts';

const FIRST_STEPS = ['/help', '/lesson', '/quiz'];

/** The beginning of a channel. While it is empty it says what to type first. */
export function Welcome({ channel, empty }: { channel: ControlChannel; empty: boolean }) {
  const { seen } = usePlayground();
  const direct = channel.kind === 'dm';
  const runnables = listRunnables(seen.commands, direct ? 'dm' : 'guild');
  const known = runnables.filter(({ label }) => FIRST_STEPS.includes(label));
  const hints = known.length > 0 ? known : runnables.slice(0, 3);
  return (
    <section class="welcome" aria-label="Beginning of the channel">
      <h2>{direct ? seen.bot.name : `Welcome to #${channel.name}`}</h2>
      <p>
        {direct
          ? `Only you and ${seen.bot.name} see what is written here.`
          : 'Everybody sees what is written here; answers meant for you alone say so.'}
      </p>
      {empty ? (
        <div class="hints">
          <p>Type one of these below, or just / to see all that {seen.bot.name} can do:</p>
          <ul>
            {hints.map(({ label, description }) => (
              <li key={label}>
                <code class="inline-code">{label}</code> {description}
              </li>
            ))}
          </ul>
          <p class="muted">Switch who you are at the top right to see what others see.</p>
        </div>
      ) : null}
    </section>
  );
}
