import type { APIUser } from 'discord-api-types/v10';
import type { World } from '../world.ts';
import type { AllowedMentions } from './payload.ts';

interface Mentions {
  mentions: APIUser[];
  mention_roles: string[];
  mention_everyone: boolean;
}

interface MentionSource {
  text: string;
  /** Absent: everything named in the text is mentioned. */
  allowed: AllowedMentions | null | undefined;
  /** The author of the message replied to. */
  repliedTo: APIUser | undefined;
}

const idsIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((m) => m[1] ?? '')),
];

/** Who is mentioned (and so would be notified), as `allowed_mentions` decides. */
export function mentionsOf(world: World, { text, allowed, repliedTo }: MentionSource): Mentions {
  const parses = (kind: 'users' | 'roles' | 'everyone'): boolean => !allowed || (allowed.parse ?? []).includes(kind);
  const shown = withoutCode(text);
  const users = idsIn(shown, /<@!?(\d+)>/g).filter((id) => parses('users') || allowed?.users?.includes(id));
  if (repliedTo && allowed?.replied_user !== false) users.push(repliedTo.id);
  const roles = idsIn(shown, /<@&(\d+)>/g).filter((id) => parses('roles') || allowed?.roles?.includes(id));
  return {
    mentions: [...new Set(users)].flatMap((id) => world.people.get(id)?.user ?? []),
    mention_roles: roles.filter((id) => world.guild.roles.some((role) => role.id === id)),
    mention_everyone: parses('everyone') && /@(everyone|here)\b/.test(shown),
  };
}

const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
