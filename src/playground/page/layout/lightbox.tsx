import { useState } from 'preact/hooks';
import { useDialog } from '../client/use-dialog.ts';

export interface Shown {
  images: { url: string; alt: string }[];
  index: number;
}

/** One image, large; the arrows go through its gallery, Escape or a click closes it. */
export function Lightbox({ images, index, onClose }: Shown & { onClose: () => void }) {
  const dialog = useDialog();
  const [at, setAt] = useState(index);
  const image = images[at];
  const step = (by: number): void => setAt((now) => (now + by + images.length) % images.length);
  return (
    <dialog
      ref={dialog}
      class="lightbox"
      aria-label="Image"
      onClose={onClose}
      onKeyDown={({ key }) => {
        if (key === 'ArrowRight') step(1);
        if (key === 'ArrowLeft') step(-1);
      }}
    >
      <button type="button" class="lightbox-image" aria-label="Close the image" onClick={() => dialog.current?.close()}>
        {image ? <img src={image.url} alt={image.alt} /> : null}
      </button>
      <p class="lightbox-bar">
        {images.length > 1 ? <Step label="Previous image" sign="‹" onClick={() => step(-1)} /> : null}
        <span>{image?.alt}</span>
        {images.length > 1 ? <Step label="Next image" sign="›" onClick={() => step(1)} /> : null}
      </p>
    </dialog>
  );
}

function Step({ label, sign, onClick }: { label: string; sign: string; onClick: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={label} onClick={onClick}>
      {sign}
    </button>
  );
}
