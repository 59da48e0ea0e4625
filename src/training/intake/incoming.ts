import { PICTURE_LIMITS } from '../images.ts';
import { PictureError } from '../picture-error.ts';
import { type Attachment, type FetchAttachment, readWhole } from './fetch-attachment.ts';

/** A picture that somebody gives, before anybody has looked at it. */
export interface Incoming {
  className: string;
  /** What its owner calls it. */
  name: string;
  /** @throws PictureError with the reason it cannot be had. */
  read(): Promise<Buffer>;
}

/** Pictures attached one by one. */
export async function* incomingAttachments(
  fetchAttachment: FetchAttachment,
  className: string,
  attachments: Iterable<Attachment>,
): AsyncGenerator<Incoming> {
  for (const attachment of attachments) {
    const read = () => readWhole(fetchAttachment(attachment, PICTURE_LIMITS.bytes));
    yield { className, name: attachment.name, read };
  }
}

/** What is left out whatever it holds. */
export const refusedIncoming = (name: string, reason: string): Incoming => ({
  className: '',
  name,
  read: () => Promise.reject(new PictureError(reason)),
});
