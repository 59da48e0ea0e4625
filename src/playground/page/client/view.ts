import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import type { ControlEvent, ControlState } from '../../../local-discord/control-protocol.ts';

/** What a person did that the bot has to answer. */
export type Deed =
  | { kind: 'command'; channel: string; label: string }
  | { kind: 'component'; message: string; customId: string }
  | { kind: 'modal'; modal: string };

/** A deed without its answer: on its way, or failed with what Discord shows in red. */
export interface Attempt {
  key: string;
  deed: Deed;
  interactionId?: string;
  error?: string;
}

interface OpenModal {
  interactionId: string;
  modal: APIModalInteractionResponseCallbackData;
}

export interface View {
  link: 'connecting' | 'open' | 'lost';
  /** What the server says this person sees; absent until it has spoken. */
  seen: ControlState | undefined;
  attempts: Attempt[];
  modal: OpenModal | undefined;
  /** Autocomplete answers by interaction, the newest last. */
  choices: [interactionId: string, choices: APIApplicationCommandOptionChoice[]][];
  /** Answers by interaction, as one may come before the server's receipt for its request does. */
  answers: [interactionId: string, error: string | undefined][];
  typing: { channelId: string; userId: string } | undefined;
}

export type Action =
  | { type: 'event'; event: ControlEvent }
  | { type: 'link'; link: View['link'] }
  | { type: 'sent'; key: string; deed: Deed }
  | { type: 'started'; key: string; interactionId: string }
  | { type: 'refused'; key: string; error: string }
  | { type: 'forget'; key: string }
  | { type: 'close_modal'; interactionId: string }
  | { type: 'typing_over' }
  | { type: 'leave' };

export const EMPTY_VIEW: View = {
  link: 'connecting',
  seen: undefined,
  attempts: [],
  modal: undefined,
  choices: [],
  answers: [],
  typing: undefined,
};

const KEPT = 50;

/** The next view after something happened. Pure. */
export function reduceView(view: View, action: Action): View {
  switch (action.type) {
    case 'event':
      return reduceEvent(view, action.event);
    case 'link':
      return { ...view, link: action.link };
    case 'sent': {
      const attempts = view.attempts.filter((attempt) => !sameTarget(attempt.deed, action.deed));
      return { ...view, attempts: [...attempts, { key: action.key, deed: action.deed }] };
    }
    case 'started': {
      const { key, interactionId } = action;
      const attempts = view.attempts.map((attempt) => (attempt.key === key ? { ...attempt, interactionId } : attempt));
      const answer = view.answers.find(([id]) => id === interactionId);
      return answer ? settle({ ...view, attempts }, interactionId, answer[1]) : { ...view, attempts };
    }
    case 'refused': {
      const fail = (attempt: Attempt) => (attempt.key === action.key ? { ...attempt, error: action.error } : attempt);
      return { ...view, attempts: view.attempts.map(fail) };
    }
    case 'forget':
      return { ...view, attempts: view.attempts.filter((attempt) => attempt.key !== action.key) };
    case 'close_modal':
      return view.modal?.interactionId === action.interactionId ? { ...view, modal: undefined } : view;
    case 'typing_over':
      return { ...view, typing: undefined };
    case 'leave':
      return EMPTY_VIEW;
  }
}

function reduceEvent(view: View, event: ControlEvent): View {
  switch (event.type) {
    case 'state':
      return { ...view, seen: event.state, modal: undefined, attempts: [] };
    case 'modal_open':
      return { ...view, modal: { interactionId: event.interactionId, modal: event.modal } };
    case 'autocomplete':
      return { ...view, choices: [...view.choices, answerOf(event)].slice(-KEPT) };
    case 'interaction_answered':
      return settle(view, event.interactionId, undefined);
    case 'interaction_failed':
      return settle(view, event.interactionId, event.error);
    case 'typing':
      return { ...view, typing: { channelId: event.channelId, userId: event.userId } };
    default:
      return view.seen ? { ...view, seen: reduceSeen(view.seen, event), typing: typingAfter(view, event) } : view;
  }
}

function answerOf(event: Extract<ControlEvent, { type: 'autocomplete' }>): View['choices'][number] {
  return [event.interactionId, event.choices];
}

type SeenEvent = Extract<
  ControlEvent,
  { type: 'message_create' | 'message_update' | 'message_delete' | 'commands' | 'users' | 'channels' }
>;

function reduceSeen(seen: ControlState, event: SeenEvent): ControlState {
  switch (event.type) {
    case 'message_create':
    case 'message_update':
      return { ...seen, messages: withMessage(seen.messages, event.message) };
    case 'message_delete':
      return { ...seen, messages: seen.messages.filter((message) => message.id !== event.messageId) };
    case 'commands':
      return { ...seen, commands: event.commands };
    case 'users':
      return { ...seen, users: event.users, me: event.users.find(({ id }) => id === seen.me.id) ?? seen.me };
    case 'channels':
      return { ...seen, channels: event.channels };
  }
}

function withMessage(messages: APIMessage[], message: APIMessage): APIMessage[] {
  const at = messages.findIndex(({ id }) => id === message.id);
  return at < 0 ? [...messages, message] : messages.with(at, message);
}

function typingAfter(view: View, event: SeenEvent): View['typing'] {
  return event.type === 'message_create' && event.message.author.id === view.typing?.userId ? undefined : view.typing;
}

/** An answered attempt is done and goes; a failed one stays and says why. */
function settle(view: View, interactionId: string, error: string | undefined): View {
  const settled = view.attempts.find((attempt) => attempt.interactionId === interactionId);
  const attempts = view.attempts.flatMap((attempt) => {
    if (attempt !== settled) return attempt;
    return error === undefined ? [] : { ...attempt, error };
  });
  const answered = error === undefined && settled?.deed.kind === 'modal' ? settled.deed.modal : undefined;
  const modal = view.modal?.interactionId === answered ? undefined : view.modal;
  const answer: [string, string | undefined] = [interactionId, error];
  return { ...view, attempts, modal, answers: [...view.answers, answer].slice(-KEPT) };
}

function sameTarget(a: Deed, b: Deed): boolean {
  if (a.kind === 'component' && b.kind === 'component') return a.message === b.message;
  return a.kind === 'modal' && b.kind === 'modal' && a.modal === b.modal;
}
