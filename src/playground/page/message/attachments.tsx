import type { APIAttachment } from 'discord-api-types/v10';
import { usePlayground } from '../client/context.ts';

/** An image that opens large at a click. Behind a spoiler it has to be clicked first. */
export interface Picture {
  url: string;
  alt: string;
  spoiler: boolean;
}

export function Attachments({ attachments }: { attachments: APIAttachment[] }) {
  const isImage = (file: APIAttachment): boolean => file.content_type?.startsWith('image/') ?? false;
  const pictures = attachments.filter(isImage).map(
    (file): Picture => ({
      url: file.url,
      alt: file.description ?? file.filename,
      spoiler: file.filename.startsWith('SPOILER_'),
    }),
  );
  return (
    <>
      {pictures.length > 0 ? <Gallery pictures={pictures} /> : null}
      {attachments
        .filter((file) => !isImage(file))
        .map((file) => (
          <FileCard key={file.id} name={file.filename} url={file.url} size={file.size} />
        ))}
    </>
  );
}

export function Gallery({ pictures }: { pictures: Picture[] }) {
  const { enlarge } = usePlayground();
  return (
    <div class={`gallery gallery-${Math.min(pictures.length, 4)}`}>
      {pictures.map((picture, index) => (
        <button
          key={picture.url}
          type="button"
          class={`picture${picture.spoiler ? ' veiled' : ''}`}
          aria-label={`Enlarge: ${picture.alt}`}
          onClick={(event) => {
            if (!event.currentTarget.classList.replace('veiled', 'unveiled')) enlarge(pictures, index);
          }}
        >
          <img src={picture.url} alt={picture.alt} loading="lazy" />
        </button>
      ))}
    </div>
  );
}

export function FileCard({ name, url, size }: { name: string; url: string; size: number | undefined }) {
  return (
    <div class="file-card">
      <span class="file-icon" aria-hidden="true">
        📄
      </span>
      <span class="file-words">
        <a href={url} target="_blank" rel="noreferrer" download={name}>
          {name}
        </a>
        {size === undefined ? null : <span class="muted">{formatBytes(size)}</span>}
      </span>
    </div>
  );
}

/** "512 bytes", "1.5 KB", "2.0 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
