import {
  type APIDMChannel,
  type APIMessage,
  type APIThreadChannel,
  type Client,
  DiscordAPIError,
  PermissionFlagsBits,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { type Channel, Refusal } from './channel.ts';

/** With discord.js's own retries: well within a claim's lease, so that a slow post is not made by two processes. */
const TIMEOUT_MS = 45_000;
/** Discord's limit for a page of messages. */
const PAGE = 100;
/** Where others wrote very much since a claim, the search for its post goes back this many pages at most. */
const MAX_PAGES = 20;
/** What a message mentions, it says itself. */
const NOBODY = { parse: [] };
const DAY_MINUTES = 1440;

const REFUSALS = new Map<number | string, Refusal['why']>([
  [RESTJSONErrorCodes.UnknownChannel, 'channel-gone'],
  [RESTJSONErrorCodes.UnknownGuild, 'channel-gone'],
  [RESTJSONErrorCodes.MissingAccess, 'forbidden'],
  [RESTJSONErrorCodes.MissingPermissions, 'forbidden'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, 'dms-closed'],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'dms-closed'],
]);

interface DiscordChannelDeps {
  rest: REST;
  canReadHistory: (channelId: string) => boolean;
}

/** {@link Channel} over Discord's REST API. */
export function createDiscordChannel({ rest, canReadHistory }: DiscordChannelDeps): Channel {
  const signal = (): AbortSignal => AbortSignal.timeout(TIMEOUT_MS);
  return {
    async send(channelId, message, nonce, files = []) {
      const body = { allowed_mentions: NOBODY, ...message, nonce, enforce_nonce: true };
      const request = { body, files, signal: signal() };
      const sent = await refusing(rest.post(Routes.channelMessages(channelId), request));
      return (sent as APIMessage).id;
    },
    async find({ channelId, customId, sinceMs }) {
      // Discord would answer with no messages, as if the post were absent.
      if (!canReadHistory(channelId)) throw new Refusal('forbidden');
      let before: string | undefined;
      for (let pages = 0; pages < MAX_PAGES; pages += 1) {
        const query = new URLSearchParams({ limit: String(PAGE), ...(before === undefined ? {} : { before }) });
        const page = (await refusing(
          rest.get(Routes.channelMessages(channelId), { query, signal: signal() }),
        )) as APIMessage[];
        const found = page.find((message) => holdsId(message.components, customId));
        if (found) return found.id;
        const oldest = page.at(-1);
        if (!oldest || page.length < PAGE || Date.parse(oldest.timestamp) < sinceMs) return undefined;
        before = oldest.id;
      }
      return undefined;
    },
    async edit(channelId, messageId, message) {
      const body = { allowed_mentions: NOBODY, ...message };
      await refusing(rest.patch(Routes.channelMessage(channelId, messageId), { body, signal: signal() }));
    },
    async remove(channelId, messageId) {
      try {
        await refusing(rest.delete(Routes.channelMessage(channelId, messageId), { signal: signal() }));
      } catch (error: unknown) {
        if (codeOf(error) !== RESTJSONErrorCodes.UnknownMessage) throw error;
      }
    },
    async openThread(channelId, messageId, name) {
      try {
        const body = { name, auto_archive_duration: DAY_MINUTES };
        const thread = await refusing(rest.post(Routes.threads(channelId, messageId), { body, signal: signal() }));
        return (thread as APIThreadChannel).id;
      } catch (error: unknown) {
        // A message's thread has the message's id.
        if (codeOf(error) === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return messageId;
        throw error;
      }
    },
    async openDirect(userId) {
      const channel = await refusing(rest.post(Routes.userChannels(), { body: { recipient_id: userId } }));
      return (channel as APIDMChannel).id;
    },
  };
}

/** @returns whether the bot may read a channel's history, as far as it knows the channel. */
export function historyReader(client: Client): (channelId: string) => boolean {
  return (channelId) => {
    const channel = client.channels.cache.get(channelId);
    if (!channel || channel.isDMBased() || !client.user) return true;
    return channel.permissionsFor(client.user)?.has(PermissionFlagsBits.ReadMessageHistory) ?? true;
  };
}

const codeOf = (error: unknown): number | string | undefined =>
  error instanceof DiscordAPIError ? error.code : undefined;

/** Tells refusals for good from faults that pass. */
async function refusing<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error: unknown) {
    const why = REFUSALS.get(codeOf(error) ?? '');
    throw why === undefined ? error : new Refusal(why, { cause: error });
  }
}

interface MaybeParent {
  custom_id?: string;
  components?: unknown;
}

/** Whether a custom id stands anywhere in a tree of components. */
function holdsId(components: unknown, customId: string): boolean {
  if (!Array.isArray(components)) return false;
  return (components as MaybeParent[]).some(
    (part) => part.custom_id === customId || holdsId(part.components, customId),
  );
}
