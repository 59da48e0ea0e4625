import { MessageFlags, MessageReferenceType } from 'discord-api-types/v10';
import { z } from 'zod';
import { checkAttachmentLinks, checkTotals, checkUnique, flatten } from './component-tree.ts';
import { checkEmbedTotal, embedSchema } from './embeds.ts';
import { legacyField } from './field-errors.ts';
import { type FieldProblem, type Refusal, refuseForm } from './form-error.ts';
import { actionRowSchema, layoutSchema } from './layout.ts';
import { allowedMentionsSchema, attachmentSchema, nonceSchema, referenceSchema } from './message-parts.ts';
import { checkShape, listUpTo, optional, snowflake, textUpTo } from './shape.ts';

/** What of an edited message its new form depends on: the message as it is serves. */
export interface ExistingMessage {
  flags?: number;
  content?: string;
  embeds?: readonly unknown[];
  components?: readonly unknown[];
  attachments?: readonly { id: string; filename: string }[];
}

export interface MessageOptions {
  /** Files that came with the request. */
  files: readonly { name: string }[];
  /** The message that is edited; absent for a new one. */
  existing?: ExistingMessage;
  /**
   * Where it is sent: an interaction's callback has the message under `data`, which Discord's paths then show. That a
   * webhook refuses files with Components V2, as one page of the documentation says, is unconfirmed and not done here.
   */
  context: 'channel' | 'webhook' | 'interaction';
}

const MAX_ATTACHMENTS = 10;

const legacyFields = {
  content: optional(textUpTo(2000)),
  embeds: optional(listUpTo(embedSchema, 10)),
  sticker_ids: optional(listUpTo(snowflake, 3)),
  poll: optional(z.object({})),
};

const fields = {
  ...legacyFields,
  flags: optional(z.int()),
  nonce: optional(nonceSchema),
  enforce_nonce: optional(z.boolean()),
  tts: optional(z.boolean()),
  message_reference: optional(referenceSchema),
  attachments: optional(z.array(attachmentSchema)),
  allowed_mentions: optional(allowedMentionsSchema),
};

const legacySchema = z.object({
  ...fields,
  components: optional(listUpTo(z.discriminatedUnion('type', [actionRowSchema]), 5)),
});
const layoutMessageSchema = z.object({ ...fields, components: optional(z.array(layoutSchema)) });
type MessageForm = z.output<typeof legacySchema> | z.output<typeof layoutMessageSchema>;

const isV2 = (flags: number | null | undefined): boolean => ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;

/**
 * What Discord answers to a message that it would not take; undefined when it would.
 * @param body the new message, or for an edit the fields that change (`data` of an interaction's callback)
 */
export function validateMessage(body: unknown, options: MessageOptions): Refusal | undefined {
  const prefix = options.context === 'interaction' ? ['data'] : [];
  // Which components may stand in a message is decided by the flag of this very request, also when it edits. Reports
  // differ on whether an edit without flags inherits the message's own: the stricter reading is safe for a bot.
  const schema: z.ZodType<MessageForm> = isV2(flagsOf(body)) ? layoutMessageSchema : legacySchema;
  const { form, problems } = checkShape(schema, body);
  if (form === undefined) return refuseForm(problems, prefix);

  const kept = keptAttachments(form, options);
  const attachmentCount = Math.max(kept.length + options.files.length, form.attachments?.length ?? 0);
  if (attachmentCount > MAX_ATTACHMENTS) return TOO_MANY_ATTACHMENTS;
  const places = flatten(form.components ?? []);
  const v2 = isV2(form.flags);
  const names = [
    ...kept.map(({ filename }) => filename),
    ...options.files.map(({ name }) => name),
    ...namesGiven(form),
  ];
  const refusal = refuseForm(
    [
      ...checkFlags(form, options.existing),
      ...checkEmbedTotal(form.embeds ?? []),
      ...checkUnique(places),
      ...(v2 ? checkTotals(places) : []),
      ...checkAttachmentLinks(places, new Set(names)),
    ],
    prefix,
  );
  return refusal ?? (isEmpty(form, options, kept.length) ? EMPTY_MESSAGE : undefined);
}

function flagsOf(body: unknown): number | undefined {
  const flags = typeof body === 'object' && body !== null && 'flags' in body ? body.flags : undefined;
  return typeof flags === 'number' ? flags : undefined;
}

/** What stays of an edited message's attachments: those its new list names, all when there is no new list. */
function keptAttachments(form: MessageForm, { existing }: MessageOptions) {
  const before = existing?.attachments ?? [];
  if (form.attachments === undefined) return before;
  return before.filter(({ id }) => form.attachments?.some((listed) => listed.id === id));
}

const namesGiven = (form: MessageForm): string[] => form.attachments?.flatMap(({ filename }) => filename ?? []) ?? [];

/** With Components V2 there is nothing but components, and there is no way back from it. */
function checkFlags(form: MessageForm, existing: ExistingMessage | undefined): FieldProblem[] {
  const wasV2 = isV2(existing?.flags);
  const legacyUsed = usedLegacyFields(form, existing);
  if (isV2(form.flags)) return legacyUsed.map((field) => ({ path: [field], error: legacyField(field) }));
  if (!wasV2) return [];
  const changes = typeof form.flags === 'number' || legacyUsed.length > 0 || form.components;
  return changes ? [{ path: ['flags'], error: CANNOT_REMOVE_V2 }] : [];
}

/** A legacy field counts when it holds something, in the request or left over from before. */
function usedLegacyFields(form: MessageForm, existing: ExistingMessage | undefined): string[] {
  const isUsed = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));
  const before: Record<string, unknown> = { content: existing?.content, embeds: existing?.embeds };
  return (Object.keys(legacyFields) as (keyof typeof legacyFields)[]).filter((field) =>
    isUsed(form[field] === undefined ? before[field] : form[field]),
  );
}

function isEmpty(form: MessageForm, { files, existing }: MessageOptions, keptAttachmentCount: number): boolean {
  const components = form.components === undefined ? existing?.components : form.components;
  if (components?.length) return false;
  if (isV2(form.flags ?? existing?.flags)) return true;
  const content = form.content === undefined ? existing?.content : form.content;
  const embeds = form.embeds === undefined ? existing?.embeds : form.embeds;
  const others = files.length + keptAttachmentCount + (embeds?.length ?? 0) + (form.sticker_ids?.length ?? 0);
  const forwards = form.message_reference?.type === MessageReferenceType.Forward;
  return !content?.trim() && others === 0 && !form.poll && !forwards;
}

const EMPTY_MESSAGE: Refusal = { status: 400, code: 50006, message: 'Cannot send an empty message' };
const TOO_MANY_ATTACHMENTS: Refusal = {
  status: 400,
  code: 30015,
  message: `Maximum number of attachments in a message reached (${MAX_ATTACHMENTS})`,
};
const CANNOT_REMOVE_V2 = {
  code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
  message: 'The MessageFlags.IS_COMPONENTS_V2 flag cannot be removed from a message',
};
