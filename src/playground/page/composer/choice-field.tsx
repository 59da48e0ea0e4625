import { useState } from 'preact/hooks';
import { useListbox } from '../components/listbox.ts';
import { Option } from '../components/option.tsx';
import type { Choice, OptionValue } from './option-value.ts';

interface ChoiceFieldProps {
  id: string;
  noteId: string;
  name: string;
  text: string;
  choices: Choice[];
  /** The bot filters them as one types; fixed ones are filtered here. */
  live: boolean;
  onAsk: (typed: string) => void;
  onChange: (value: OptionValue) => void;
}

/** A field with a list of choices that narrows as one types. */
export function ChoiceField({ id, noteId, name, text, choices, live, onAsk, onChange }: ChoiceFieldProps) {
  const [open, setOpen] = useState(false);
  const offered = live ? choices : choices.filter((choice) => choice.name.toLowerCase().includes(text.toLowerCase()));
  const { active, setActive, listId, optionId, move } = useListbox(offered.length, text);
  const shown = open && offered.length > 0;

  function pick(choice: Choice): void {
    onChange({ text: choice.name, choice: choice.value });
    setOpen(false);
  }
  function type(typed: string): void {
    const exact = live ? undefined : choices.find((choice) => choice.name.toLowerCase() === typed.toLowerCase());
    onChange(exact ? { text: typed, choice: exact.value } : { text: typed });
    setOpen(true);
    onAsk(typed);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const choice = offered[active];
    if (shown && choice && (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey && text !== ''))) {
      if (event.key === 'Enter') event.preventDefault();
      pick(choice);
    } else if (shown && event.key === 'Escape') {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'ArrowDown' && !shown) {
      event.preventDefault();
      setOpen(true);
      onAsk(text);
    } else if (shown) move(event);
  }
  return (
    <span class="choice-field">
      <input
        id={id}
        type="text"
        autocomplete="off"
        role="combobox"
        aria-expanded={shown}
        aria-controls={shown ? listId : undefined}
        aria-activedescendant={shown ? optionId(active) : undefined}
        aria-autocomplete="list"
        aria-describedby={noteId}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onFocus={() => {
          setOpen(true);
          onAsk(text);
        }}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {shown ? (
        <div class="popup" role="listbox" id={listId} aria-label={`Choices for ${name}`}>
          {offered.map((choice, index) => (
            <Option
              key={choice.value}
              id={optionId(index)}
              active={index === active}
              selected={index === active}
              onActive={() => setActive(index)}
              onPick={() => pick(choice)}
            >
              {choice.name}
            </Option>
          ))}
        </div>
      ) : null}
    </span>
  );
}
