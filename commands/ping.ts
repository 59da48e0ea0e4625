import { MessageFlags } from 'discord.js';
import { common } from '../src/core/texts/index.ts';
import type { Command } from '../src/discord/command.ts';

interface PingDeps {
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** `/ping`: whether the bot is there, and how fast. */
export function createPingCommand({ now }: PingDeps): Command {
  return {
    data: { name: 'ping', description: 'See whether I am there, and how fast' },
    async run(interaction) {
      const reachedMs = Math.max(0, now() - interaction.createdTimestamp);
      const heartbeatMs = interaction.client.ws.ping;
      await interaction.reply({ content: common.pong(reachedMs, heartbeatMs), flags: MessageFlags.Ephemeral });
    },
  };
}
