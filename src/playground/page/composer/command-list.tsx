import { Option, OptionWords } from '../components/option.tsx';
import type { Runnable } from './runnables.ts';

interface CommandListProps {
  matches: Runnable[];
  active: number;
  setActive: (index: number) => void;
  listId: string;
  optionId: (index: number) => string;
  onChoose: (runnable: Runnable) => void;
}

/** The commands that fit what was typed, above the composer. */
export function CommandList({ matches, active, setActive, listId, optionId, onChoose }: CommandListProps) {
  if (matches.length === 0) {
    return (
      <p class="popup none" role="status">
        No command fits. Enter sends it as a message.
      </p>
    );
  }
  return (
    <div class="popup" role="listbox" id={listId} aria-label="Commands">
      {matches.map((runnable, index) => (
        <Option
          key={runnable.label}
          id={optionId(index)}
          active={index === active}
          selected={index === active}
          onActive={() => setActive(index)}
          onPick={() => onChoose(runnable)}
        >
          <OptionWords label={<CommandLine runnable={runnable} />} description={runnable.description} />
        </Option>
      ))}
    </div>
  );
}

function CommandLine({ runnable: { label, options } }: { runnable: Runnable }) {
  return (
    <span class="command-line">
      <strong>{label}</strong>
      {options.map(({ name, required }) => (
        <span key={name} class="option-name">
          {name}
          {required ? '*' : ''}
        </span>
      ))}
    </span>
  );
}
