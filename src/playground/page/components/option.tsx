import type { ComponentChildren } from 'preact';

interface OptionProps {
  id: string;
  active: boolean;
  selected: boolean;
  onActive: () => void;
  onPick: () => void;
  children: ComponentChildren;
}

/** An option of a list whose field keeps the focus and handles the keys. */
export function Option({ id, active, selected, onActive, onPick, children }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys come to the field that names this as its active descendant
    <div
      id={id}
      role="option"
      tabIndex={-1}
      class={active ? 'option active' : 'option'}
      aria-selected={selected}
      onPointerMove={onActive}
      // Or the field would lose the focus and close its list before the click arrives.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {children}
    </div>
  );
}

/** A label and, small under it, what it means. */
export function OptionWords({ label, description }: { label: ComponentChildren; description?: string | undefined }) {
  return (
    <span class="option-words">
      <span>{label}</span>
      {description ? <span class="muted">{description}</span> : null}
    </span>
  );
}
