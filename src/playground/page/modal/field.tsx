import { type APITextInputComponent, ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { useId } from 'preact/hooks';
import { usePlayground } from '../client/context.ts';
import { Select } from '../components/select.tsx';
import { optionsOf } from '../components/select-options.ts';
import { boundsOf, type Field, type FieldValue, isRequired } from './fields.ts';
import { FileDrop } from './file-drop.tsx';
import { Ticks } from './ticks.tsx';

interface ModalFieldProps {
  field: Field;
  value: FieldValue;
  fault: string | undefined;
  onChange: (value: FieldValue) => void;
}

/** A label, its description and the field it names. */
export function ModalField({ field, value, fault, onChange }: ModalFieldProps) {
  const id = useId();
  const { component, label, description } = field;
  const grouped = component.type === ComponentType.RadioGroup || component.type === ComponentType.CheckboxGroup;
  const star = isRequired(component) ? (
    <span class="required" title="Required">
      {' '}
      *
    </span>
  ) : null;
  const note = fault ?? description;
  const noteId = note ? `${id}-note` : undefined;
  return (
    <div class={fault ? 'field faulty' : 'field'} data-field={component.custom_id}>
      {grouped ? (
        <span class="label" id={`${id}-label`}>
          {label}
          {star}
        </span>
      ) : (
        <label class="label" for={id}>
          {label}
          {star}
        </label>
      )}
      {note ? (
        <p id={noteId} class={fault ? 'fault' : 'description'} role={fault ? 'alert' : undefined}>
          {note}
        </p>
      ) : null}
      <Control {...{ field, value, onChange, id, noteId, invalid: fault !== undefined }} />
    </div>
  );
}

interface ControlProps extends Omit<ModalFieldProps, 'fault'> {
  id: string;
  noteId: string | undefined;
  invalid: boolean;
}

function Control({ field: { component, label }, value, onChange, id, noteId, invalid }: ControlProps) {
  const { seen } = usePlayground();
  const bounds = boundsOf(component);
  switch (component.type) {
    case ComponentType.TextInput:
      return <TextInput {...{ component, id, noteId, invalid, onChange, value: String(value) }} />;
    case ComponentType.FileUpload:
      return <FileDrop id={id} max={bounds.max} files={value as File[]} onChange={onChange} noteId={noteId} />;
    case ComponentType.Checkbox:
      return (
        <input
          type="checkbox"
          id={id}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case ComponentType.RadioGroup:
    case ComponentType.CheckboxGroup:
      return (
        <Ticks
          options={component.options}
          single={component.type === ComponentType.RadioGroup}
          chosen={value as string[]}
          labelId={`${id}-label`}
          onChange={onChange}
        />
      );
    default:
      return (
        <Select
          id={id}
          label={label}
          options={optionsOf(component, seen)}
          chosen={value as string[]}
          placeholder={component.placeholder ?? 'Make a selection'}
          min={isRequired(component) ? bounds.min : 0}
          max={bounds.max}
          onChoose={onChange}
        />
      );
  }
}

interface TextInputProps extends Omit<ControlProps, 'field' | 'value'> {
  component: APITextInputComponent;
  value: string;
}

function TextInput({ component, id, noteId, invalid, value, onChange }: TextInputProps) {
  const shared = {
    id,
    value,
    maxLength: component.max_length ?? 4000,
    placeholder: component.placeholder ?? '',
    'aria-invalid': invalid,
    'aria-describedby': noteId,
    'aria-required': isRequired(component),
  };
  const paragraph = component.style === TextInputStyle.Paragraph;
  return (
    <div class="text-input">
      {paragraph ? (
        <textarea {...shared} rows={6} onInput={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input type="text" {...shared} autocomplete="off" onInput={(event) => onChange(event.currentTarget.value)} />
      )}
      {paragraph || component.max_length ? (
        <span class="counter" aria-hidden="true">
          {value.length} / {shared.maxLength}
        </span>
      ) : null}
    </div>
  );
}
