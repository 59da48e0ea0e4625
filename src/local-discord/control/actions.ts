import type { z } from 'zod';
import { canSee } from '../channels.ts';
import type { ParsedInteractionRequest, sayRequestSchema } from '../control-protocol.ts';
import { startInteraction } from '../interactions/start.ts';
import type { Upload } from '../messages/payload.ts';
import { createMessage, deleteMessage } from '../messages/store.ts';
import { isVisibleTo } from '../messages/view.ts';
import type { Channel, Interaction, Person, StoredMessage, World } from '../world.ts';
import { commandData, findCommand } from './command.ts';
import { componentData } from './component.ts';
import { modalData } from './modal.ts';
import { ControlProblem } from './problem.ts';
import { createResolver } from './resolved.ts';

/** Discord's limit for what a person types. */
const MAX_CONTENT = 2000;

export function personIn(world: World, id: string): Person {
  const person = world.people.get(id);
  if (!person || person === world.bot) throw new ControlProblem(`There is no user ${id}.`, 404);
  return person;
}

function channelFor(world: World, id: string, person: Person): Channel {
  const channel = world.channels.get(id);
  if (!channel || !canSee(world, channel, person.user.id)) throw new ControlProblem(`There is no channel ${id}.`, 404);
  return channel;
}

function messageFor(world: World, id: string, person: Person): StoredMessage {
  const message = world.messages.get(id);
  if (!message || !isVisibleTo(world, message, person.user.id))
    throw new ControlProblem(`There is no message ${id}.`, 404);
  return message;
}

/** A person says something. */
export async function say(world: World, request: z.output<typeof sayRequestSchema>, uploads: Upload[]) {
  const person = personIn(world, request.user);
  const channel = channelFor(world, request.channel, person);
  const { content, replyTo } = request;
  if (content.trim() === '' && uploads.length === 0) throw new ControlProblem('There is nothing to send.');
  if (content.length > MAX_CONTENT) throw new ControlProblem(`A message has at most ${MAX_CONTENT} characters.`);
  return createMessage(world, {
    channel,
    author: person.user,
    payload: { content },
    uploads,
    repliesTo: replyTo === undefined ? undefined : messageFor(world, replyTo, person),
  });
}

/** A person closes an ephemeral message; the bot is not told. */
export function dismiss(world: World, request: { user: string; message: string }): void {
  const message = messageFor(world, request.message, personIn(world, request.user));
  if (message.ephemeralTo === undefined) throw new ControlProblem('Only ephemeral messages can be dismissed.');
  deleteMessage(world, message);
}

/** A person begins an interaction. @throws ControlProblem when their client would not have let it happen */
export async function interact(
  world: World,
  request: ParsedInteractionRequest,
  uploads: Upload[],
): Promise<Interaction> {
  const person = personIn(world, request.user);
  switch (request.kind) {
    case 'command':
    case 'autocomplete': {
      const channel = channelFor(world, request.channel, person);
      const command = findCommand(world, person, channel, request.name);
      const data = await commandData(command, request, resolverFor(world, channel, { person, uploads }));
      // As it is shown above the answer: with its subcommand.
      const path = [command.name, request.group, request.subcommand].filter((part) => part !== undefined);
      return startInteraction(world, { kind: request.kind, person, channel, data, commandName: path.join(' ') });
    }
    case 'component': {
      const message = messageFor(world, request.message, person);
      const channel = channelFor(world, message.api.channel_id, person);
      const data = componentData(message, request, resolverFor(world, channel, { person, uploads }));
      return startInteraction(world, { kind: 'component', person, channel, data, sourceMessageId: message.api.id });
    }
    case 'modal':
      return submit(world, request, { person, uploads });
  }
}

interface Sender {
  person: Person;
  uploads: Upload[];
}

const resolverFor = (world: World, channel: Channel, { person, uploads }: Sender) =>
  createResolver(world, { channel, userId: person.user.id, uploads });

type Submission = Extract<ParsedInteractionRequest, { kind: 'modal' }>;

async function submit(world: World, request: Submission, sender: Sender): Promise<Interaction> {
  const { person } = sender;
  const opener = world.interactions.get(request.modal);
  if (!opener?.modal || opener.userId !== person.user.id) throw new ControlProblem('That modal is not open.', 404);
  const channel = channelFor(world, opener.channelId, person);
  const { modal, sourceMessageId } = opener;
  // Closed at once, so that a second submit cannot slip in while files are stored.
  opener.modal = undefined;
  const data = await modalData(modal, request.fields, resolverFor(world, channel, sender)).catch((error: unknown) => {
    opener.modal = modal;
    throw error;
  });
  return startInteraction(world, { kind: 'modal', person, channel, data, sourceMessageId, opener });
}
