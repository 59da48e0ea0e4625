import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ControlChannel } from '../../../local-discord/control-protocol.ts';
import { usePlayground } from '../client/context.ts';
import { OptionField } from './option-field.tsx';
import { invocationOf, type OptionValue, type OptionValues, optionFault } from './option-value.ts';
import type { Runnable } from './runnables.ts';

interface CommandFormProps {
  runnable: Runnable;
  channel: ControlChannel;
  onLeave: () => void;
  onSent: () => void;
}

/** A chosen command with a field for each of its options. Enter runs it, Escape gives it up. */
export function CommandForm({ runnable, channel, onLeave, onSent }: CommandFormProps) {
  const { seen, actions } = usePlayground();
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<OptionValues>({});
  const [checked, setChecked] = useState(false);
  const { invocation, files, label } = invocationOf(runnable, channel.id, values);
  // Before the next key can come.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('.option-field input, .send')?.focus(), []);

  function set(name: string, value: OptionValue | undefined): void {
    setValues(({ [name]: _, ...others }) => (value ? { ...others, [name]: value } : others));
  }
  function submit(event: Event): void {
    event.preventDefault();
    setChecked(true);
    const faulty = runnable.options.find((option) => optionFault(option, values[option.name], seen));
    if (faulty) {
      form.current?.querySelector<HTMLElement>(`[data-option="${CSS.escape(faulty.name)}"] input`)?.focus();
      return;
    }
    actions.runCommand(invocation, label, files);
    onSent();
  }
  function onKeyDown(event: KeyboardEvent): void {
    const field = event.target;
    const atStart = field instanceof HTMLInputElement && field.type === 'text' && field.value === '';
    const first = field === form.current?.querySelector('.option-field input');
    if (event.key === 'Escape' || (event.key === 'Backspace' && atStart && first)) {
      event.preventDefault();
      onLeave();
    }
  }
  return (
    <form ref={form} class="command-form" aria-label={`Run ${label}`} onSubmit={submit} onKeyDown={onKeyDown}>
      <div class="composer-box">
        <div class="command-title">
          <strong>{label}</strong>
          <span class="muted">{runnable.description}</span>
        </div>
        <div class="command-options">
          {runnable.options.map((option) => (
            <OptionField
              key={option.name}
              option={option}
              value={values[option.name]}
              fault={checked ? optionFault(option, values[option.name], seen) : undefined}
              invocation={invocation}
              onChange={(value) => set(option.name, value)}
            />
          ))}
          <span class="command-buttons">
            <button type="submit" class="button primary send">
              Run <span aria-hidden="true">⏎</span>
            </button>
            <button type="button" class="button secondary" onClick={onLeave}>
              Cancel
            </button>
          </span>
        </div>
      </div>
    </form>
  );
}
