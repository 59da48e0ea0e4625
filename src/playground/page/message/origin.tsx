import type { APIMessage, APIUser } from 'discord-api-types/v10';
import { Avatar } from './avatar.tsx';
import { displayName } from './display-name.ts';

/** The line above a message: the command or the message it answers. */
export function Origin({ message }: { message: APIMessage }) {
  const command = commandOf(message);
  if (command) {
    return (
      <p class="origin">
        <Avatar id={command.user.id} name={displayName(command.user)} small />
        <strong>@{command.user.username}</strong> used <span class="mention">/{command.name}</span>
      </p>
    );
  }
  const original = message.referenced_message;
  if (original) {
    return (
      <p class="origin">
        <Avatar id={original.author.id} name={displayName(original.author)} small />
        <strong>{displayName(original.author)}</strong>
        <span class="excerpt">{original.content || 'Click to see what was there'}</span>
      </p>
    );
  }
  return null;
}

function commandOf({ interaction }: APIMessage): { name: string; user: APIUser } | undefined {
  // Only a command has a name that a person typed; for a button it is empty.
  return interaction?.name ? interaction : undefined;
}
