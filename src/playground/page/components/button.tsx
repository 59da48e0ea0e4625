import { type APIButtonComponent, type APIMessage, ButtonStyle } from 'discord-api-types/v10';
import { usePlayground } from '../client/context.ts';
import { Dots } from '../message/dots.tsx';

const STYLES: Record<ButtonStyle, string> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'danger',
  [ButtonStyle.Link]: 'secondary',
  [ButtonStyle.Premium]: 'primary',
};

export function Button({ button, message }: { button: APIButtonComponent; message: APIMessage }) {
  const { attempts, actions } = usePlayground();
  const look = `button ${STYLES[button.style]}`;
  const emoji = 'emoji' in button && button.emoji ? <span class="emoji">{button.emoji.name}</span> : null;
  const label = 'label' in button ? button.label : undefined;
  if (button.style === ButtonStyle.Link) {
    if (button.disabled) return <span class={`${look} off`}>{[emoji, label]} ↗</span>;
    return (
      <a class={look} href={button.url} target="_blank" rel="noreferrer noopener">
        {emoji}
        {label} <span aria-hidden="true">↗</span>
      </a>
    );
  }
  if (button.style === ButtonStyle.Premium) return null;
  const mine = attempts.filter(({ deed, error }) => !error && deed.kind === 'component' && deed.message === message.id);
  const waiting = mine.length > 0;
  const pressed = mine.some(({ deed }) => deed.kind === 'component' && deed.customId === button.custom_id);
  return (
    <button
      type="button"
      class={look}
      disabled={button.disabled ?? false}
      aria-disabled={waiting || button.disabled || undefined}
      aria-busy={pressed || undefined}
      onClick={() => waiting || actions.useComponent(message.id, button.custom_id)}
    >
      {emoji}
      {label}
      {pressed ? <Dots /> : null}
    </button>
  );
}
