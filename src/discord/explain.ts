import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { UserError } from '../core/errors.ts';
import { common } from '../core/texts/index.ts';
import { StoreError } from '../store/errors.ts';
import { quotedLines } from './markdown.ts';

/** Longer texts are given back as a file: Discord takes 2,000 characters in a message. */
const MAX_INLINE = 1200;
/** No room, nobody may write, or the disk itself fails: of pictures and zips, which are no records of the store. */
const DISK_FAULTS: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG', 'EIO'];

interface Explanation {
  content: string;
  files?: { attachment: Buffer; name: string }[];
}

/**
 * What a person is told of an error: a {@link UserError} as it is, with their text given back; of a disk that fails, that
 * it does; of a bug only an id, under which it is logged here. @param about goes into the log with it
 */
export function explainError(error: unknown, log: Logger, about: Record<string, string>): Explanation {
  if (isDiskFault(error)) {
    log.error({ err: error, ...about }, 'a person was told of a fault');
    return { content: common.disk };
  }
  if (!(error instanceof UserError)) {
    const id = randomBytes(4).toString('hex');
    log.error({ err: error, bug: id, ...about }, 'bug while handling what a person did');
    return { content: common.bug(id) };
  }
  if (error.cause !== undefined) log.error({ err: error.cause, ...about }, 'a person was told of a fault');
  const { message, giveBack } = error;
  if (giveBack === undefined) return { content: message };
  if (giveBack.length <= MAX_INLINE) return { content: `${message}\n${common.yourText}\n${quotedLines(giveBack)}` };
  const files = [{ attachment: Buffer.from(giveBack), name: 'your-text.txt' }];
  return { content: `${message}\n${common.yourTextInFile}`, files };
}

function isDiskFault(error: unknown): boolean {
  if (error instanceof StoreError) return error.fault !== 'record';
  return error instanceof Error && 'code' in error && DISK_FAULTS.includes(error.code);
}
