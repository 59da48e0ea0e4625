import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { useId } from 'preact/hooks';
import type { Invocation } from '../client/actions.ts';
import { usePlayground } from '../client/context.ts';
import { ChoiceField } from './choice-field.tsx';
import { choicesOf, type OptionValue } from './option-value.ts';
import { useLiveChoices } from './use-live-choices.ts';

interface OptionFieldProps {
  option: APIApplicationCommandBasicOption;
  value: OptionValue | undefined;
  fault: string | undefined;
  /** The command as filled so far: what autocomplete may look at. */
  invocation: Invocation;
  onChange: (value: OptionValue | undefined) => void;
}

/** One option of a command: its name, its field, and what is wrong with it. */
export function OptionField({ option, value, fault, invocation, onChange }: OptionFieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  return (
    <div class={fault ? 'option-field faulty' : 'option-field'} data-option={option.name}>
      <label for={id}>
        {option.name}
        {option.required ? <span class="required">*</span> : null}
      </label>
      <Control {...{ id, noteId, option, value, invocation, onChange }} />
      <span id={noteId} class={fault ? 'fault' : 'hint'}>
        {fault ?? option.description}
      </span>
    </div>
  );
}

type ControlProps = Omit<OptionFieldProps, 'fault'> & { id: string; noteId: string };

function Control({ id, noteId, option, value, invocation, onChange }: ControlProps) {
  const { seen } = usePlayground();
  const live = useLiveChoices(option.name, invocation);
  const fixed = choicesOf(option, seen);
  const text = value && 'text' in value ? value.text : '';
  if (option.type === ApplicationCommandOptionType.Attachment) {
    return (
      <span class="file-option">
        <span>{value && 'file' in value ? value.file.name : 'Choose a file'}</span>
        <input
          id={id}
          type="file"
          class="picker"
          aria-describedby={noteId}
          onChange={({ currentTarget: { files } }) => onChange(files?.[0] ? { file: files[0] } : undefined)}
        />
      </span>
    );
  }
  if (fixed || ('autocomplete' in option && option.autocomplete)) {
    return (
      <ChoiceField
        id={id}
        noteId={noteId}
        name={option.name}
        text={text}
        choices={fixed ?? live.choices}
        live={!fixed}
        onAsk={fixed ? () => undefined : live.ask}
        onChange={onChange}
      />
    );
  }
  return (
    <input
      id={id}
      type="text"
      autocomplete="off"
      inputMode={option.type === ApplicationCommandOptionType.String ? 'text' : 'decimal'}
      aria-describedby={noteId}
      aria-required={option.required ?? false}
      value={text}
      onInput={(event) => onChange({ text: event.currentTarget.value })}
    />
  );
}
