import type { APIApplicationCommandOptionChoice, APIMessage } from 'discord-api-types/v10';
import { type ControlEvent, type ControlState, stateSchema } from '../control-protocol.ts';
import { callControl, type PickedFile } from './request.ts';
import type { Screen } from './screen-type.ts';
import { begin, messageScreen, type PersonDeps, start } from './screens.ts';

/** Where something happens: the first text channel unless said otherwise. */
export interface Where {
  /** Name or id. */
  channel?: string;
  /** In the direct channel with the bot. */
  dm?: boolean;
}

type OptionValue = string | number | boolean | PickedFile;
export type OptionValues = Record<string, OptionValue | undefined>;
type Choice = APIApplicationCommandOptionChoice;

/** A person in front of their Discord app. */
export interface LocalUser {
  name: string;
  id(): Promise<string>;
  /** Runs a slash command, as soon as it is registered. @param path `lesson`, or with a subcommand `train start` */
  slash(path: string, options?: OptionValues, where?: Where): Promise<Screen>;
  /** What an option offers for what was typed so far. */
  autocomplete(path: string, option: string, typed: string, others?: OptionValues, where?: Where): Promise<Choice[]>;
  say(text: string, where?: Where & { files?: PickedFile[]; replyTo?: string }): Promise<APIMessage>;
  /** Messages the person sees now, oldest first; of all channels unless `where` is given. */
  messages(where?: Where): Promise<Screen[]>;
  /** The first message, there already or still to come, that fits. */
  waitForMessage(match: RegExp | ((screen: Screen) => boolean), where?: Where): Promise<Screen>;
  /** A message by id. */
  look(messageId: string): Promise<Screen>;
  /** Names of the commands that are offered to this person. */
  commands(): Promise<string[]>;
  state(): Promise<ControlState>;
  /** All events so far. */
  events(): Promise<ControlEvent[]>;
  /** Changes this person's rights or settings. `roles`: ids of all that they have from now on. */
  set(change: { admin?: boolean; dmsClosed?: boolean; roles?: string[] }): Promise<void>;
}

export function createUser(deps: PersonDeps): LocalUser {
  const { control, name } = deps;
  const state = async (): Promise<ControlState> => {
    const { me } = (await deps.inbox()).state;
    return stateSchema.parse(await callControl(`${control}/state?user=${me.id}`, 'GET'));
  };
  const user: LocalUser = {
    name,
    state,
    id: async () => (await deps.inbox()).state.me.id,
    events: async () => [...(await deps.inbox()).events],
    commands: async () => (await state()).commands.map((command) => command.name),
    async set(change) {
      await callControl(`${control}/users/${await user.id()}`, 'PATCH', change);
    },
    async slash(path, options = {}, where = {}) {
      const { request, files } = await invocation(deps, path, { options, where });
      return begin(deps, { kind: 'command', ...request }, files);
    },
    async autocomplete(path, option, typed, others = {}, where = {}) {
      const { request, files } = await invocation(deps, path, { options: { ...others, [option]: typed }, where });
      const { inbox, from, id } = await start(deps, { kind: 'autocomplete', ...request, focused: option }, files);
      return inbox.waitFor(`choices for ${option} of /${path}`, from, (event) => {
        if (!('interactionId' in event) || event.interactionId !== id) return undefined;
        if (event.type === 'interaction_failed') throw new Error(`/${path} ${option}: ${event.error}`);
        return event.type === 'autocomplete' ? event.choices : undefined;
      });
    },
    async say(text, { files = [], replyTo, ...where } = {}) {
      const inbox = await deps.inbox();
      const body = { user: inbox.state.me.id, channel: channelId(inbox.state, where), content: text };
      const reply = replyTo === undefined ? {} : { replyTo };
      return (await callControl(`${control}/messages`, 'POST', { ...body, ...reply }, files)) as APIMessage;
    },
    async messages(where) {
      const now = await state();
      const wanted = where && channelId(now, where);
      const seen = now.messages.filter((message) => wanted === undefined || message.channel_id === wanted);
      const from = (await deps.inbox()).events.length;
      return seen.map((message) => messageScreen(deps, message, { from }));
    },
    async waitForMessage(match, where) {
      const inbox = await deps.inbox();
      const wanted = where && channelId(inbox.state, where);
      const fits = (message: APIMessage, from: number): Screen | undefined => {
        if (wanted !== undefined && message.channel_id !== wanted) return undefined;
        const screen = messageScreen(deps, message, { from });
        return (match instanceof RegExp ? match.test(screen.text) : match(screen)) ? screen : undefined;
      };
      const from = inbox.events.length;
      const there = [...inbox.messages.values()].map((message) => fits(message, from)).find((screen) => screen);
      if (there) return there;
      return inbox.waitFor(`a message that fits ${match}`, from, (event, index) =>
        event.type === 'message_create' || event.type === 'message_update' ? fits(event.message, index + 1) : undefined,
      );
    },
    look: (messageId) => user.waitForMessage(({ message }) => message.id === messageId),
  };
  return user;
}

function channelId({ me, channels }: ControlState, { channel, dm }: Where): string {
  if (dm) return me.dm ?? '';
  const found = channels.find(({ id, name, kind }) =>
    channel === undefined ? kind === 'text' : id === channel || (name === channel && kind !== 'dm'),
  );
  if (found) return found.id;
  throw new Error(`${me.name} sees no channel ${channel}. Channels: ${channels.map(({ name }) => name).join(', ')}.`);
}

interface Invoked {
  options: OptionValues;
  where: Where;
}

/** Waits until the command is registered, then makes the request. */
async function invocation(deps: PersonDeps, path: string, { options, where }: Invoked) {
  const inbox = await deps.inbox();
  const [name = '', ...inner] = path.split(' ');
  const isOffered = (): boolean => inbox.state.commands.some((command) => command.name === name);
  if (!isOffered()) {
    await inbox.waitFor(`/${name} to be registered for them`, inbox.events.length, () => isOffered() || undefined);
  }
  const files: PickedFile[] = [];
  const given: Record<string, string | number | boolean | { file: number }> = {};
  for (const [option, value] of Object.entries(options)) {
    if (typeof value === 'object') given[option] = { file: files.push(value) - 1 };
    else if (value !== undefined) given[option] = value;
  }
  const subcommand = inner.at(-1);
  const group = inner.length > 1 ? inner[0] : undefined;
  const request = {
    user: inbox.state.me.id,
    channel: channelId(inbox.state, where),
    name,
    ...(group === undefined ? {} : { group }),
    ...(subcommand === undefined ? {} : { subcommand }),
    options: given,
  };
  return { request, files };
}
