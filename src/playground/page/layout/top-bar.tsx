import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ControlChannel } from '../../../local-discord/control-protocol.ts';
import { usePlayground } from '../client/context.ts';
import { PEOPLE, type Person } from '../client/people.ts';
import type { Theme } from '../client/theme.ts';

interface TopBarProps {
  channel: ControlChannel | undefined;
  person: Person;
  /** The person was changed here: the page is another's now, and the focus belongs where it was. */
  switched: boolean;
  theme: Theme;
  toggleTheme: () => void;
  onPerson: (name: string) => void;
  onMenu: () => void;
}

/** The channel's name, who to be, and the colours. */
export function TopBar({ channel, person, switched, theme, toggleTheme, onPerson, onMenu }: TopBarProps) {
  const { seen } = usePlayground();
  const people = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(() => {
    if (switched) people.current?.querySelector<HTMLElement>(':checked')?.focus();
  }, [switched]);
  const direct = channel?.kind === 'dm';
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header class="top-bar">
      <button type="button" class="icon-button menu" aria-label="Channels" onClick={onMenu}>
        ☰
      </button>
      <h1>
        <span class="hash" aria-hidden="true">
          {direct ? '@' : '#'}
        </span>
        {direct ? seen.bot.name : channel?.name}
      </h1>
      <fieldset class="people" ref={people}>
        <legend class="unseen">Be</legend>
        {PEOPLE.map(({ name, hint }) => (
          <label key={name} title={`Be ${name}, ${hint}`} class={name === person.name ? 'current' : ''}>
            <input type="radio" name="person" checked={name === person.name} onChange={() => onPerson(name)} />
            {name}
          </label>
        ))}
      </fieldset>
      <button type="button" class="icon-button" aria-label={`Use ${other} colours`} onClick={toggleTheme}>
        <span aria-hidden="true">{theme === 'dark' ? '☀' : '☾'}</span>
      </button>
    </header>
  );
}
