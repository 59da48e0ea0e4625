import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useListbox } from './listbox.ts';
import { Option, OptionWords } from './option.tsx';

export interface SelectOption {
  label: string;
  value: string;
  description?: string | undefined;
  emoji?: string | undefined;
}

interface SelectProps {
  /** Of the button, where a <label> names it. */
  id?: string;
  label: string;
  options: SelectOption[];
  chosen: string[];
  placeholder: string;
  min: number;
  max: number;
  disabled?: boolean;
  /** Called at a choice, or, where several may be chosen, when the list closes. */
  onChoose: (values: string[]) => void;
}

/** A drop-down as Discord has it: options with descriptions, one or several to choose. */
export function Select({ id, label, options, chosen, placeholder, disabled, ...choice }: SelectProps) {
  const { root, draft, open, close, pick } = useDraft({ chosen, ...choice });
  const { active, setActive, listId, optionId, move } = useListbox(options.length, draft !== undefined);
  const several = choice.max > 1;
  const up = useUpwards(root, draft !== undefined);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') close(true);
    else if (draft ? onKeyInList(event) : onKeyOutside(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }
  function onKeyOutside({ key }: KeyboardEvent): boolean {
    const opens = key === 'ArrowDown' || key === 'ArrowUp';
    if (opens) open();
    return opens;
  }
  function onKeyInList(event: KeyboardEvent): boolean {
    if (event.key === 'Escape') close(false);
    else if (event.key === 'Enter' || event.key === ' ') pick(options[active]?.value);
    else return move(event);
    return true;
  }
  const shown = (draft ?? chosen).flatMap((value) => options.find((option) => option.value === value)?.label ?? []);
  return (
    <div class={`select${draft ? ' open' : ''}${up ? ' up' : ''}`} ref={root}>
      <button
        id={id}
        type="button"
        class="select-button"
        role="combobox"
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={draft !== undefined}
        aria-controls={draft ? listId : undefined}
        aria-activedescendant={draft ? optionId(active) : undefined}
        disabled={disabled}
        onClick={() => (draft ? close(true) : open())}
        onKeyDown={onKeyDown}
      >
        <span class={shown.length > 0 ? 'chosen' : 'placeholder'}>{shown.join(', ') || placeholder}</span>
        <span class="chevron" aria-hidden="true" />
      </button>
      {draft ? (
        <div class="options" role="listbox" id={listId} aria-label={label} aria-multiselectable={several}>
          {options.map(({ label, value, description, emoji }, index) => (
            <Option
              key={value}
              id={optionId(index)}
              active={index === active}
              selected={draft.includes(value)}
              onActive={() => setActive(index)}
              onPick={() => pick(value)}
            >
              {emoji ? <span class="emoji">{emoji}</span> : null}
              <OptionWords label={label} description={description} />
              {several || draft.includes(value) ? <span class="tick" aria-hidden="true" /> : null}
            </Option>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** Whether the open list should go up, because the scrolling part of the page ends too soon under it. */
function useUpwards(root: { current: HTMLElement | null }, open: boolean): boolean {
  const [up, setUp] = useState(false);
  useLayoutEffect(() => {
    const list = open ? root.current?.querySelector('.options') : undefined;
    if (!list || !root.current) return setUp(false);
    const box = (root.current.closest('.log') ?? document.documentElement).getBoundingClientRect();
    const { top, bottom } = root.current.getBoundingClientRect();
    const needed = list.scrollHeight;
    setUp(bottom + needed > box.bottom && top - box.top > box.bottom - bottom);
  }, [root, open]);
  return up;
}

/** What is ticked while the list is open; one choice closes it, several are taken when it closes. */
function useDraft({ chosen, min, max, onChoose }: Pick<SelectProps, 'chosen' | 'min' | 'max' | 'onChoose'>) {
  const [draft, setDraft] = useState<string[] | undefined>();
  const root = useRef<HTMLDivElement>(null);
  const several = max > 1;

  function finish(values: string[]): void {
    setDraft(undefined);
    if (values.length >= min && values.join() !== chosen.join()) onChoose(values);
  }
  function close(take: boolean): void {
    if (draft && take && several) finish(draft);
    else setDraft(undefined);
  }
  function pick(value: string | undefined): void {
    if (value === undefined || !draft) return;
    const without = draft.filter((other) => other !== value);
    if (!several) finish([value]);
    else if (without.length < draft.length) setDraft(without);
    else if (draft.length < max) setDraft([...draft, value]);
  }
  useEffect(() => {
    if (!draft) return;
    const outside = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) close(true);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  });
  return { root, draft, open: () => setDraft(chosen), close, pick };
}
