import {
  type APIMessage,
  type APIMessageComponent,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord-api-types/v10';
import type { ComponentChildren } from 'preact';
import { Markdown } from '../markdown/markdown.tsx';
import { FileCard, Gallery } from '../message/attachments.tsx';
import { hexColor } from '../message/embed.tsx';
import { Button } from './button.tsx';
import { MessageSelect } from './message-select.tsx';
import { Section, Veil } from './section.tsx';

/** The components of a message, top to bottom. */
export function ComponentList({
  components,
  message,
}: {
  components: APIMessageTopLevelComponent[];
  message: APIMessage;
}) {
  return (
    <div class="components">
      {components.map((component, index) => (
        // By place and kind: a button that is replaced by an edit keeps the keyboard's focus.
        <Component key={`${index}-${component.type}`} component={component} message={message} />
      ))}
    </div>
  );
}

function Component({ component, message }: { component: APIMessageComponent; message: APIMessage }): ComponentChildren {
  switch (component.type) {
    case ComponentType.ActionRow:
      return <div class="action-row">{<Children list={component.components} message={message} />}</div>;
    case ComponentType.Button:
      return <Button button={component} message={message} />;
    case ComponentType.StringSelect:
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return <MessageSelect select={component} message={message} />;
    case ComponentType.Container:
      return (
        <Veil when={component.spoiler}>
          <div class="container" style={{ borderLeftColor: hexColor(component.accent_color) }}>
            <Children list={component.components} message={message} />
          </div>
        </Veil>
      );
    case ComponentType.Section:
      return (
        <Section component={component}>
          {component.accessory.type === ComponentType.Button ? (
            <Button button={component.accessory} message={message} />
          ) : null}
        </Section>
      );
    case ComponentType.TextDisplay:
      return <Markdown text={component.content} />;
    case ComponentType.Separator:
      return <Separator divider={component.divider ?? true} large={component.spacing === 2} />;
    case ComponentType.MediaGallery: {
      const pictures = component.items.map((item) => ({
        url: item.media.url,
        alt: item.description ?? 'Image',
        spoiler: item.spoiler ?? false,
      }));
      return <Gallery pictures={pictures} />;
    }
    case ComponentType.File:
      return (
        <Veil when={component.spoiler}>
          <FileCard name={component.name ?? 'file'} url={component.file.url} size={component.size} />
        </Veil>
      );
    default:
      return null;
  }
}

function Children({ list, message }: { list: APIMessageComponent[]; message: APIMessage }) {
  return list.map((component, index) => (
    <Component key={`${index}-${component.type}`} component={component} message={message} />
  ));
}

function Separator({ divider, large }: { divider: boolean; large: boolean }) {
  return <hr class={`separator${divider ? '' : ' blank'}${large ? ' large' : ''}`} />;
}
