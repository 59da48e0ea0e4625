import type { APIApplicationCommand } from 'discord-api-types/v10';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ControlChannel } from '../../../local-discord/control-protocol.ts';
import { usePlayground } from '../client/context.ts';
import { useDroppedFiles } from '../client/use-dropped-files.ts';
import { useListbox } from '../components/listbox.ts';
import { FileChips } from '../modal/file-drop.tsx';
import { CommandList } from './command-list.tsx';
import { listRunnables, matchRunnables, type Runnable } from './runnables.ts';

interface TextFormProps {
  channel: ControlChannel;
  commands: APIApplicationCommand[];
  takeFocus: boolean;
  onChoose: (runnable: Runnable) => void;
  onSent: () => void;
}

/** A message to write. Typing `/` first lists the commands. */
export function TextForm({ channel, commands, takeFocus, onChoose, onSent }: TextFormProps) {
  const [text, setText] = useState('');
  const [listed, setListed] = useState(true);
  const { files, setFiles, error, send } = useMessage(channel, onSent);
  const input = useRef<HTMLTextAreaElement>(null);
  const attach = (list: FileList | File[] | null | undefined): void => setFiles([...files, ...(list ?? [])]);
  useDroppedFiles(attach);
  const runnables = useMemo(
    () => listRunnables(commands, channel.kind === 'dm' ? 'dm' : 'guild'),
    [commands, channel.kind],
  );
  const typesCommand = text.startsWith('/') && listed;
  const matches = typesCommand ? matchRunnables(runnables, text.slice(1)) : [];
  const { active, setActive, listId, optionId, move } = useListbox(matches.length, text);
  useLayoutEffect(() => {
    if (takeFocus) input.current?.focus();
  }, [takeFocus]);

  function change(next: string): void {
    setText(next);
    setListed(true);
    const named = runnables.find(({ label }) => next === `${label} `);
    if (named) onChoose(named);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const match = matches[active];
    if (match && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      event.preventDefault();
      onChoose(match);
    } else if (matches.length > 0 && event.key === 'Escape') setListed(false);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send(text).then((sent) => sent && setText(''));
    } else move(event);
  }
  const open = matches.length > 0;
  return (
    <>
      {typesCommand ? <CommandList {...{ matches, active, setActive, listId, optionId, onChoose }} /> : null}
      {error ? (
        <p class="failure" role="alert">
          {error}
        </p>
      ) : null}
      <div class="composer-box">
        <FileChips files={files} onRemove={(file) => setFiles(files.filter((other) => other !== file))} />
        <div class="composer-line">
          <label class="icon-button attach" title="Attach files">
            <span aria-hidden="true">+</span>
            <input
              type="file"
              class="picker"
              multiple
              aria-label="Attach files"
              onChange={({ currentTarget }) => {
                attach(currentTarget.files);
                // So that the same file can be picked again after it was taken out.
                currentTarget.value = '';
              }}
            />
          </label>
          <textarea
            ref={input}
            rows={Math.min(text.split('\n').length, 8)}
            value={text}
            aria-label={`Message ${channel.kind === 'dm' ? '@' : '#'}${channel.name}`}
            aria-controls={open ? listId : undefined}
            aria-activedescendant={open ? optionId(active) : undefined}
            aria-autocomplete="list"
            placeholder={`Message ${channel.kind === 'dm' ? '@' : '#'}${channel.name}, or / for commands`}
            onInput={(event) => change(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => attach(event.clipboardData?.files)}
          />
        </div>
      </div>
    </>
  );
}

function useMessage(channel: ControlChannel, onSent: () => void) {
  const { actions } = usePlayground();
  const [files, setFiles] = useState<File[]>([]);
  const [error, setError] = useState<string | undefined>();
  async function send(text: string): Promise<boolean> {
    if (text.trim() === '' && files.length === 0) return false;
    try {
      await actions.say(channel.id, text, files);
    } catch (refusal: unknown) {
      setError(refusal instanceof Error ? refusal.message : String(refusal));
      return false;
    }
    setFiles([]);
    setError(undefined);
    onSent();
    return true;
  }
  return { files, setFiles, error, send };
}
