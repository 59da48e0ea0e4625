import { type APIMessage, type APIModalInteractionResponseCallbackData, MessageFlags } from 'discord-api-types/v10';
import { type InteractionRequest, interactionStartedSchema } from '../control-protocol.ts';
import { encode, notThere, pick, valueNamed } from './fill.ts';
import type { Inbox } from './inbox.ts';
import { buttonsOf, fieldsOf, mediaOf, modalText, selectsOf, textOf } from './read.ts';
import { callControl, type PickedFile } from './request.ts';
import { type Screen, screenOf } from './screen-type.ts';

/** What the parts of a person's client share. */
export interface PersonDeps {
  name: string;
  control: string;
  /** Resolves when the person has been added and connected. */
  inbox(): Promise<Inbox>;
}

interface Origin {
  /** The number of the first event after the one that showed this message. */
  from: number;
  interactionId?: string;
}

/** A message as a person looks at it. */
export function messageScreen(deps: PersonDeps, message: APIMessage, { from, interactionId }: Origin): Screen {
  const text = textOf(message);
  const use = async (customId: string, values?: string[]): Promise<Screen> => {
    const user = (await deps.inbox()).state.me.id;
    return begin(deps, { kind: 'component', user, message: message.id, customId, ...(values ? { values } : {}) });
  };
  const wait = async (what: string, fits: (next: APIMessage, from: string | undefined) => boolean): Promise<Screen> => {
    const inbox = await deps.inbox();
    return inbox.waitFor(what, from, (event, index) => {
      if (event.type !== 'message_create' && event.type !== 'message_update') return undefined;
      if (!fits(event.message, event.interactionId)) return undefined;
      const origin = event.interactionId ?? interactionId;
      return messageScreen(deps, event.message, {
        from: index + 1,
        ...(origin === undefined ? {} : { interactionId: origin }),
      });
    });
  };
  return screenOf('message', {
    text,
    message,
    ephemeral: ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
    buttons: buttonsOf(message).map(({ label }) => label),
    buttonDetails: buttonsOf(message),
    selects: selectsOf(message),
    attachments: message.attachments,
    media: mediaOf(message),
    async click(label) {
      const buttons = buttonsOf(message);
      const button = pick(buttons, label, ({ label: shown, customId }) => [shown, customId]);
      if (!button?.customId) throw notThere('button', label, { text, names: buttons.map((one) => one.label) });
      return use(button.customId);
    },
    async select(label, ...options) {
      const selects = selectsOf(message);
      const select = pick(selects, label, ({ placeholder, customId }) => [placeholder, customId]);
      if (!select) throw notThere('select', label, { text, names: selects.map((one) => one.placeholder) });
      return use(
        select.customId,
        options.map((option) => valueNamed(select.options, option)),
      );
    },
    next: () =>
      wait('what comes next', (next, origin) => next.id === message.id || (!!origin && origin === interactionId)),
    async until(match) {
      const now = (await deps.inbox()).messages.get(message.id) ?? message;
      const origin = { from, ...(interactionId === undefined ? {} : { interactionId }) };
      if (match.test(textOf(now))) return messageScreen(deps, now, origin);
      return wait(`an edit that fits ${match}`, (next) => next.id === message.id && match.test(textOf(next)));
    },
    as: (other) => other.look(message.id),
    async dismiss() {
      const user = (await deps.inbox()).state.me.id;
      await callControl(`${deps.control}/dismiss`, 'POST', { user, message: message.id });
    },
    async reload() {
      const inbox = await deps.inbox();
      const now = inbox.messages.get(message.id);
      if (!now) throw new Error(`${deps.name} no longer sees the message:\n${text}`);
      return messageScreen(deps, now, { from: inbox.events.length });
    },
  });
}

/** A modal as a person looks at it. */
export function modalScreen(
  deps: PersonDeps,
  interactionId: string,
  modal: APIModalInteractionResponseCallbackData,
): Screen {
  const fields = fieldsOf(modal);
  const text = modalText(modal);
  return screenOf('modal', {
    text,
    modal,
    fields,
    title: modal.title,
    async submit(values = {}) {
      const files: PickedFile[] = [];
      const filled = Object.entries(values).map(([label, value]) => {
        const field = pick(fields, label, (one) => [one.label, one.customId]);
        if (!field) throw notThere('field', label, { text, names: fields.map((one) => one.label || one.customId) });
        return [field.customId, encode(field, value, files)] as const;
      });
      const user = (await deps.inbox()).state.me.id;
      return begin(deps, { kind: 'modal', user, modal: interactionId, fields: Object.fromEntries(filled) }, files);
    },
  });
}

/** Begins an interaction. @returns its id and the number of the first event that may be about it */
export async function start({ control, inbox: open }: PersonDeps, request: InteractionRequest, files: PickedFile[]) {
  const inbox = await open();
  const from = inbox.events.length;
  const answer = await callControl(`${control}/interactions`, 'POST', request, files);
  return { inbox, from, id: interactionStartedSchema.parse(answer).interactionId };
}

/** Begins an interaction and waits for what the person then looks at. */
export async function begin(deps: PersonDeps, request: InteractionRequest, files: PickedFile[] = []): Promise<Screen> {
  const { inbox, from, id } = await start(deps, request, files);
  return inbox.waitFor(`the answer to ${describe(request)}`, from, (event, index) => {
    if (!('interactionId' in event) || event.interactionId !== id) return undefined;
    if (event.type === 'interaction_failed') throw new Error(`${describe(request)}: ${event.error}`);
    if (event.type === 'modal_open') return modalScreen(deps, event.interactionId, event.modal);
    if (event.type !== 'message_create' && event.type !== 'message_update') return undefined;
    const loading = ((event.message.flags ?? 0) & MessageFlags.Loading) !== 0;
    return loading ? undefined : messageScreen(deps, event.message, { from: index + 1, interactionId: id });
  });
}

function describe(request: InteractionRequest): string {
  if (request.kind === 'component') return `a click on ${request.customId}`;
  if (request.kind === 'modal') return 'the submitted modal';
  return `/${request.name} ${JSON.stringify(request.options)}`;
}
