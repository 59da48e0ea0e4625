import { useId } from 'preact/hooks';
import { OptionWords } from '../components/option.tsx';

interface TicksProps {
  options: { label: string; value: string; description?: string | undefined }[];
  /** One to choose (radio buttons) or several (tick boxes). */
  single: boolean;
  chosen: string[];
  labelId: string;
  onChange: (chosen: string[]) => void;
}

/** A radio group or a group of tick boxes. */
export function Ticks({ options, single, chosen, labelId, onChange }: TicksProps) {
  const name = useId();
  function toggle(value: string): void {
    if (single) onChange([value]);
    else onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  }
  return (
    <fieldset class="ticks" aria-labelledby={labelId}>
      {options.map(({ label, value, description }) => (
        <label key={value}>
          <input
            type={single ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />
          <OptionWords label={label} description={description} />
        </label>
      ))}
    </fieldset>
  );
}
