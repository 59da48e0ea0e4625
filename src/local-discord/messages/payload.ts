import type { APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { z } from 'zod';

const snowflake = z.union([z.string(), z.number()]).transform(String);
const anObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

export const allowedMentionsSchema = z.looseObject({
  parse: z.array(z.enum(['users', 'roles', 'everyone'])).optional(),
  users: z.array(snowflake).nullish(),
  roles: z.array(snowflake).nullish(),
  replied_user: z.boolean().nullish(),
});
export type AllowedMentions = z.output<typeof allowedMentionsSchema>;

/** The shape of a message body. Limits are judged by `limits/`, which gives Discord's own error codes. */
export const messagePayloadSchema = z.looseObject({
  content: z.string().nullish(),
  embeds: z.array(z.custom<APIEmbed>(anObject)).nullish(),
  components: z.array(z.custom<APIMessageTopLevelComponent>(anObject)).nullish(),
  attachments: z
    .array(
      z.looseObject({
        id: snowflake,
        filename: z.string().nullish(),
        title: z.string().nullish(),
        description: z.string().nullish(),
        is_spoiler: z.boolean().nullish(),
      }),
    )
    .nullish(),
  allowed_mentions: allowedMentionsSchema.nullish(),
  flags: z.int().nullish(),
  tts: z.boolean().nullish(),
  nonce: snowflake.nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .looseObject({ message_id: snowflake.optional(), fail_if_not_exists: z.boolean().nullish() })
    .nullish(),
});
export type MessagePayload = z.output<typeof messagePayloadSchema>;

/** A file of a multipart body. */
export interface Upload {
  /** `n` of its field `files[n]`. */
  index: string;
  name: string;
  type: string;
  bytes: Uint8Array;
}
