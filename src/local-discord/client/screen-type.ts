import type { APIAttachment, APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { SeenButton, SeenField, SeenSelect } from './read.ts';
import type { PickedFile } from './request.ts';

/** What is typed or chosen in a field of a modal. */
export type FieldValue = string | boolean | string[] | PickedFile | PickedFile[];

/**
 * What a person looks at after doing something: a message or a modal. Members of the other kind throw, and say what was
 * there instead.
 */
export interface Screen {
  kind: 'message' | 'modal';
  /** All readable text but labels of buttons and selects. */
  text: string;

  message: APIMessage;
  ephemeral: boolean;
  /** Labels, or emojis where there is no label. */
  buttons: string[];
  /** The buttons with what is known of them. */
  buttonDetails: SeenButton[];
  selects: SeenSelect[];
  attachments: APIAttachment[];
  /** Addresses of all pictures and files, also in embeds and galleries. */
  media: string[];
  /** @param label the label, emoji or custom id */
  click(label: string | RegExp): Promise<Screen>;
  /**
   * @param label placeholder or custom id of the select
   * @param options labels or values of what is chosen; ids in a select of users or channels
   */
  select(label: string | RegExp, ...options: string[]): Promise<Screen>;
  /** The next message that comes from the same interaction, or the next edit of this one. */
  next(): Promise<Screen>;
  /** This message as soon as its text fits: at once, or after some edit. */
  until(match: RegExp): Promise<Screen>;
  /** The same message as somebody else sees it. */
  as(other: { look(messageId: string): Promise<Screen> }): Promise<Screen>;
  /** "Dismiss message", for an ephemeral one. */
  dismiss(): Promise<void>;
  reload(): Promise<Screen>;

  modal: APIModalInteractionResponseCallbackData;
  title: string;
  fields: SeenField[];
  /** @param values by label or custom id; fields left out keep what they were opened with */
  submit(values?: Record<string, FieldValue>): Promise<Screen>;
}

/** Makes every member that `members` lacks throw. */
export function screenOf(kind: Screen['kind'], members: Partial<Screen> & { text: string }): Screen {
  const complete = { ...members, kind };
  return new Proxy(complete, {
    get(target, name, receiver) {
      // A promise that resolves to a screen asks for `then`; test runners ask for symbols and asymmetric matchers.
      if (name in target || typeof name === 'symbol' || !OTHERS.has(name)) return Reflect.get(target, name, receiver);
      const other = kind === 'modal' ? 'a modal' : 'a message';
      throw new Error(`There is no "${name}": the person looks at ${other}:\n${members.text}`);
    },
  }) as Screen;
}

const OTHERS = new Set([
  ...['message', 'ephemeral', 'buttons', 'buttonDetails', 'selects', 'attachments', 'media', 'click', 'select'],
  ...['next', 'until', 'as', 'dismiss', 'reload', 'modal', 'title', 'fields', 'submit'],
]);
