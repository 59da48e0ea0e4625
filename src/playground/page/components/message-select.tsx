import type { APIMessage, APISelectMenuComponent } from 'discord-api-types/v10';
import { usePlayground } from '../client/context.ts';
import { Select } from './select.tsx';
import { defaultsOf, optionsOf } from './select-options.ts';

export function MessageSelect({ select, message }: { select: APISelectMenuComponent; message: APIMessage }) {
  const { seen, attempts, actions } = usePlayground();
  const waiting = attempts.some(
    ({ deed, error }) => !error && deed.kind === 'component' && deed.message === message.id,
  );
  const placeholder = select.placeholder ?? 'Make a selection';
  return (
    <Select
      label={placeholder}
      options={optionsOf(select, seen)}
      chosen={defaultsOf(select)}
      placeholder={placeholder}
      min={select.min_values ?? 1}
      max={select.max_values ?? 1}
      disabled={select.disabled ?? false}
      onChoose={(values) => waiting || actions.useComponent(message.id, select.custom_id, values)}
    />
  );
}
