import type { ControlChannel } from '../../../local-discord/control-protocol.ts';
import { usePlayground } from '../client/context.ts';
import { Avatar } from '../message/avatar.tsx';

interface SidebarProps {
  channel: ControlChannel | undefined;
  onChoose: (channelId: string) => void;
}

/** The server's channels, the direct channel with the bot, and who one is. */
export function Sidebar({ channel, onChoose }: SidebarProps) {
  const { seen } = usePlayground();
  const { me, bot, guild, channels } = seen;
  const inGuild = channels.filter(({ kind }) => kind !== 'dm');
  const direct = channels.filter(({ kind, id }) => kind === 'dm' && id === me.dm);
  const entry = (item: ControlChannel, name: string, icon: preact.ComponentChildren) => (
    <li key={item.id} class={item.kind}>
      <button
        type="button"
        class="channel"
        aria-current={item.id === channel?.id ? 'page' : undefined}
        onClick={() => onChoose(item.id)}
      >
        {icon}
        <span class="channel-name">{name}</span>
      </button>
    </li>
  );
  return (
    <nav class="sidebar" aria-label="Channels">
      <h2 class="guild">{guild.name}</h2>
      <div class="channel-lists">
        <h3>Text channels</h3>
        <ul>{inGuild.map((item) => entry(item, item.name, <Hash thread={item.kind === 'thread'} />))}</ul>
        <h3>Direct messages</h3>
        <ul>{direct.map((item) => entry(item, bot.name, <Avatar id={bot.id} name={bot.name} small />))}</ul>
      </div>
      <div class="me">
        <Avatar id={me.id} name={me.name} />
        <span class="me-words">
          <strong>{me.name}</strong>
          <span class="muted">{me.admin ? 'administrator' : 'member'}</span>
        </span>
      </div>
    </nav>
  );
}

function Hash({ thread }: { thread: boolean }) {
  return (
    <span class="hash" aria-hidden="true">
      {thread ? '↳' : '#'}
    </span>
  );
}
