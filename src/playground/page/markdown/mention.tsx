import { usePlayground } from '../client/context.ts';
import type { MarkdownNode } from './parse.ts';

type MentionNode = Extract<
  MarkdownNode,
  { type: 'user' | 'channel' | 'role' | 'guildNavigation' | 'emoji' | 'everyone' | 'here' | 'slashCommand' }
>;

/** A name in blue: somebody, a channel, a command. Ids that nobody has show as Discord shows them. */
export function Mention({ node }: { node: MentionNode }) {
  const { seen } = usePlayground();
  switch (node.type) {
    case 'user':
      return <Name>@{seen.users.find(({ id }) => id === node.id)?.name ?? 'unknown-user'}</Name>;
    case 'channel':
      return <Name>#{seen.channels.find(({ id }) => id === node.id)?.name ?? 'unknown'}</Name>;
    case 'role':
      return <Name>@{seen.roles.find(({ id }) => id === node.id)?.name ?? 'unknown-role'}</Name>;
    case 'slashCommand':
      return <Name>/{node.fullName}</Name>;
    case 'everyone':
    case 'here':
      return <Name>@{node.type}</Name>;
    case 'emoji':
      return <span>:{node.name}:</span>;
    default:
      return <Name>@channel</Name>;
  }
}

function Name({ children }: { children: preact.ComponentChildren }) {
  return <span class="mention">{children}</span>;
}
