import { type APISectionComponent, ComponentType } from 'discord-api-types/v10';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Markdown } from '../markdown/markdown.tsx';
import { Gallery } from '../message/attachments.tsx';

/** Texts with something at their side: a thumbnail, or the button given as a child. */
export function Section({ component, children }: { component: APISectionComponent; children: ComponentChildren }) {
  const { accessory } = component;
  return (
    <div class="section">
      <div class="section-texts">
        {component.components.map((text, index) => (
          <Markdown key={index} text={text.content} />
        ))}
      </div>
      {accessory.type === ComponentType.Thumbnail ? (
        <div class="thumbnail">
          <Gallery
            pictures={[
              {
                url: accessory.media.url,
                alt: accessory.description ?? 'Thumbnail',
                spoiler: accessory.spoiler ?? false,
              },
            ]}
          />
        </div>
      ) : (
        children
      )}
    </div>
  );
}

/** Hides what is behind a spoiler until it is asked for. */
export function Veil({ when, children }: { when: boolean | undefined; children: ComponentChildren }) {
  const [shown, setShown] = useState(false);
  if (!when || shown) return <>{children}</>;
  return (
    <div class="veil">
      <div inert>{children}</div>
      <button type="button" class="veil-button" onClick={() => setShown(true)}>
        Spoiler
      </button>
    </div>
  );
}
