import { MessageReferenceType } from 'discord-api-types/v10';
import { z } from 'zod';
import { choiceOf, listUpTo, optional, say, snowflake, text, textUpTo } from './shape.ts';

const MAX_NONCE_LENGTH = 25;

/** A number or a short string by which a bot knows its own message again. */
export const nonceSchema = z.unknown().superRefine((nonce, context) => {
  if (typeof nonce !== 'string' && !Number.isInteger(nonce)) {
    say(context, { code: 'NONCE_TYPE_INVALID_TYPE', message: 'This field must be a string or integer.' });
  } else if (String(nonce).length > MAX_NONCE_LENGTH) {
    say(context, { code: 'NONCE_TYPE_TOO_LONG', message: `Must be ${MAX_NONCE_LENGTH} or fewer characters long.` });
  }
});

/** `id` is the number of a file in this request, or the id of an attachment to keep. */
export const attachmentSchema = z.object({
  id: snowflake,
  filename: optional(text(1, 1024)),
  description: optional(textUpTo(1024)),
  title: optional(textUpTo(1024)),
  waveform: optional(textUpTo(400)),
  duration_secs: optional(
    z
      .number()
      .min(0)
      .max(2 ** 31 - 1),
  ),
  is_spoiler: optional(z.boolean()),
});

/** The message that this one replies to or forwards. */
export const referenceSchema = z.object({
  type: optional(choiceOf([MessageReferenceType.Default, MessageReferenceType.Forward])),
  message_id: snowflake,
  channel_id: optional(snowflake),
  guild_id: optional(snowflake),
  fail_if_not_exists: optional(z.boolean()),
});

export const allowedMentionsSchema = z
  .object({
    parse: optional(z.array(z.enum(['users', 'roles', 'everyone']))),
    users: optional(listUpTo(snowflake, 100)),
    roles: optional(listUpTo(snowflake, 100)),
    replied_user: optional(z.boolean()),
  })
  .superRefine((mentions, context) => {
    for (const kind of ['users', 'roles'] as const) {
      if (!mentions.parse?.includes(kind) || !mentions[kind]?.length) continue;
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      say(context, { code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message });
    }
  });
