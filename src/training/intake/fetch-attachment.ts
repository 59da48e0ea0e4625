import { PictureError } from '../picture-error.ts';

/** What somebody attached, as Discord describes it. */
export interface Attachment {
  url: string;
  name: string;
}

interface FetchLimits {
  /** Where attachments may come from, with the port where it is not the usual one. */
  hosts: readonly string[];
  /** For the whole of a file. */
  timeoutMs: number;
}

/** @returns the file's bytes as they come. */
export type FetchAttachment = (attachment: Attachment, maxBytes: number) => AsyncGenerator<Uint8Array>;

const AGAIN = 'attach it once more';

/**
 * Fetches attachments from Discord's hosts and from nowhere else: an address is data, and must not lead the bot to
 * machines that only it can reach. Each file throws PictureError with the reason it could not be had.
 */
export function createFetchAttachment({ hosts, timeoutMs }: FetchLimits): FetchAttachment {
  return async function* (attachment, maxBytes) {
    const url = checkAddress(attachment.url, hosts);
    const tooLarge = () => new PictureError(`larger than ${Math.floor(maxBytes / 2 ** 20)} MiB`);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, { redirect: 'error', signal });
      if (!response.ok || !response.body)
        throw new PictureError(`Discord did not give it (${response.status}); ${AGAIN}`);
      let bytes = 0;
      // Leaving the loop in any way cancels the rest.
      for await (const chunk of response.body) {
        bytes += chunk.length;
        if (bytes > maxBytes || Number(response.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
        yield chunk;
      }
    } catch (error: unknown) {
      if (error instanceof PictureError) throw error;
      const reason = signal.aborted ? 'did not arrive in time' : 'could not be fetched from Discord';
      throw new PictureError(`${reason}; ${AGAIN}`, { cause: error });
    }
  };
}

/** All bytes of a file. @throws what the source throws */
export async function readWhole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function checkAddress(address: string, hosts: readonly string[]): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // Only the local Discord is without TLS.
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
  if (!url || !isSafe || !hosts.includes(url.host)) throw new PictureError(`is not on Discord; ${AGAIN}`);
  return url;
}
