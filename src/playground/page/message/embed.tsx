import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { Markdown } from '../markdown/markdown.tsx';
import { Gallery } from './attachments.tsx';

export function Embed({ embed }: { embed: APIEmbed }) {
  const footer = [embed.footer?.text, embed.timestamp && new Date(embed.timestamp).toLocaleString()].filter(Boolean);
  return (
    <section class="embed" style={{ borderLeftColor: hexColor(embed.color) }} aria-label={embed.title ?? 'Embed'}>
      {embed.thumbnail ? <img class="embed-thumbnail" src={embed.thumbnail.url} alt="" /> : null}
      {embed.author ? <p class="embed-author">{embed.author.name}</p> : null}
      {embed.title ? <EmbedTitle title={embed.title} url={embed.url} /> : null}
      {embed.description ? <Markdown text={embed.description} /> : null}
      {embed.fields?.length ? <Fields fields={embed.fields} /> : null}
      {embed.image ? (
        <Gallery pictures={[{ url: embed.image.url, alt: embed.title ?? 'Image', spoiler: false }]} />
      ) : null}
      {footer.length > 0 ? <p class="embed-footer">{footer.join(' • ')}</p> : null}
    </section>
  );
}

function EmbedTitle({ title, url }: { title: string; url: string | undefined }) {
  return <div class="embed-title">{<Markdown text={url ? `[${title}](${url})` : title} />}</div>;
}

function Fields({ fields }: { fields: APIEmbedField[] }) {
  return (
    <dl class="embed-fields">
      {fields.map((field) => (
        <div key={field.name} class={field.inline ? 'inline' : ''}>
          <dt>{field.name}</dt>
          <dd>
            <Markdown text={field.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** `#5865f2` of a number; undefined leaves the style sheet's colour. */
export function hexColor(color: number | null | undefined): string | undefined {
  return color === null || color === undefined ? undefined : `#${color.toString(16).padStart(6, '0')}`;
}
