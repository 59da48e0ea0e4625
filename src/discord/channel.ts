import type { RESTPatchAPIChannelMessageJSONBody, RESTPostAPIChannelMessageJSONBody } from 'discord.js';
import type { PauseReason } from '../core/daily-question/schedule.ts';

export type MessageBody = RESTPostAPIChannelMessageJSONBody & RESTPatchAPIChannelMessageJSONBody;

/** A file of a message: its components show it as `attachment://name`. */
export interface MessageFile {
  name: string;
  data: Buffer;
}

/** Discord refused for good: nothing was done, and trying again is of no use until somebody mends it. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly why: Extract<PauseReason, 'channel-gone' | 'forbidden' | 'dms-closed'>;

  constructor(why: Refusal['why'], options?: ErrorOptions) {
    super(`Discord refused: ${why}`, options);
    this.why = why;
  }
}

interface Search {
  channelId: string;
  /** Of a button in the message. */
  customId: string;
  /** Where the last 100 messages are all younger than this, older ones are looked at too. */
  sinceMs: number;
}

/**
 * Messages that nobody's interaction asks for: the bot's own, which outlive an interaction's fifteen minutes. Each call
 * throws {@link Refusal}, or any other error when it may work next time.
 */
export interface Channel {
  /**
   * @param message mentions nobody unless it says whom itself
   * @param nonce Discord makes one message of several with the same nonce
   * @returns the message's id
   */
  send(channelId: string, message: MessageBody, nonce: string, files?: MessageFile[]): Promise<string>;
  /** @returns the id of the bot's message that has this custom id */
  find(search: Search): Promise<string | undefined>;
  edit(channelId: string, messageId: string, message: MessageBody): Promise<void>;
  /** Deletes a message; one that is gone already is fine. */
  remove(channelId: string, messageId: string): Promise<void>;
  /** Opens the message's thread, or finds it open. @returns the thread's id */
  openThread(channelId: string, messageId: string, name: string): Promise<string>;
  /** @returns the channel of direct messages with a person */
  openDirect(userId: string): Promise<string>;
}
