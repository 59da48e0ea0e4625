import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePlayground } from '../client/context.ts';
import { useDialog } from '../client/use-dialog.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { Dots } from '../message/dots.tsx';
import { ModalField } from './field.tsx';
import { type FieldValue, faultOf, initialValue, partsOf, submission } from './fields.ts';

interface ModalProps {
  interactionId: string;
  modal: APIModalInteractionResponseCallbackData;
}

/** A form over the page. The browser's own dialog keeps the focus inside and closes at Escape. */
export function Modal({ interactionId, modal }: ModalProps) {
  const { actions, attempts } = usePlayground();
  const dialog = useDialog();
  const attempt = attempts.find(({ deed }) => deed.kind === 'modal' && deed.modal === interactionId);
  useLayoutEffect(() => {
    dialog.current?.querySelector<HTMLElement>('textarea, input, .select-button')?.focus();
  }, [dialog]);
  return (
    <dialog ref={dialog} class="modal" aria-labelledby="modal-title" onClose={() => actions.closeModal(interactionId)}>
      <header>
        <h2 id="modal-title">{modal.title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={() => dialog.current?.close()}>
          ✕
        </button>
      </header>
      <Form interactionId={interactionId} modal={modal} busy={attempt !== undefined && !attempt.error}>
        {attempt?.error ? (
          <p class="failure" role="alert">
            Something went wrong. Try again. <span class="muted">{attempt.error}</span>
          </p>
        ) : null}
      </Form>
    </dialog>
  );
}

function Form({
  interactionId,
  modal,
  busy,
  children,
}: ModalProps & { busy: boolean; children: preact.ComponentChildren }) {
  const { actions } = usePlayground();
  const form = useRef<HTMLFormElement>(null);
  const parts = partsOf(modal);
  const components = parts.flatMap((part) => ('component' in part ? part.component : []));
  const [values, setValues] = useState(
    () => new Map<string, FieldValue>(components.map((component) => [component.custom_id, initialValue(component)])),
  );
  const [checked, setChecked] = useState(false);

  function submit(event: Event): void {
    event.preventDefault();
    if (busy) return;
    const faulty = components.find((component) => faultOf(component, values.get(component.custom_id) ?? ''));
    setChecked(true);
    if (faulty) {
      form.current
        ?.querySelector<HTMLElement>(`[data-field="${CSS.escape(faulty.custom_id)}"] :is(textarea, input, button)`)
        ?.focus();
      return;
    }
    const { fields, files } = submission(values);
    actions.submitModal(interactionId, fields, files);
  }

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <div class="modal-parts">
        {parts.map((part, index) => {
          if ('text' in part) return <Markdown key={index} text={part.text} />;
          const id = part.component.custom_id;
          const value = values.get(id) ?? '';
          return (
            <ModalField
              key={id}
              field={part}
              value={value}
              fault={checked ? faultOf(part.component, value) : undefined}
              onChange={(next) => setValues((all) => new Map(all).set(id, next))}
            />
          );
        })}
        {children}
      </div>
      <footer>
        <button type="button" class="button secondary" onClick={() => actions.closeModal(interactionId)}>
          Cancel
        </button>
        <button type="submit" class="button primary" aria-disabled={busy || undefined}>
          Submit {busy ? <Dots /> : null}
        </button>
      </footer>
    </form>
  );
}
