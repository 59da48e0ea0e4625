import { useState } from 'preact/hooks';
import { formatBytes } from '../message/attachments.tsx';

interface FileDropProps {
  id: string;
  max: number;
  files: File[];
  noteId: string | undefined;
  onChange: (files: File[]) => void;
}

/** Files by the browser's picker or dropped on it; more than `max` are left out. */
export function FileDrop({ id, max, files, noteId, onChange }: FileDropProps) {
  const [over, setOver] = useState(false);
  const add = (list: FileList | null | undefined): void => onChange([...files, ...(list ?? [])].slice(0, max));
  return (
    <fieldset
      class={over ? 'file-drop over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        add(event.dataTransfer?.files);
      }}
    >
      <input
        id={id}
        type="file"
        class="picker"
        multiple={max > 1}
        aria-describedby={noteId}
        onChange={(event) => {
          add(event.currentTarget.files);
          // So that the same file can be picked again after it was taken out.
          event.currentTarget.value = '';
        }}
      />
      <p aria-hidden="true">
        <strong>Choose {max > 1 ? `up to ${max} files` : 'a file'}</strong> or drop {max > 1 ? 'them' : 'it'} here
      </p>
      <FileChips files={files} onRemove={(file) => onChange(files.filter((other) => other !== file))} />
    </fieldset>
  );
}

/** The chosen files, each with a button that takes it out. */
export function FileChips({ files, onRemove }: { files: File[]; onRemove: (file: File) => void }) {
  if (files.length === 0) return null;
  return (
    <ul class="file-chips">
      {files.map((file, index) => (
        <li key={`${index}-${file.name}`}>
          <span class="file-name">{file.name}</span> <span class="muted">{formatBytes(file.size)}</span>
          <button type="button" class="icon-button" aria-label={`Remove ${file.name}`} onClick={() => onRemove(file)}>
            ✕
          </button>
        </li>
      ))}
    </ul>
  );
}
