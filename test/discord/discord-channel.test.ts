import { REST } from 'discord.js';
import { expect, it } from 'vitest';
import { Refusal } from '../../src/discord/channel.ts';
import { createDiscordChannel } from '../../src/discord/discord-channel.ts';

it('does not take a history that it may not read for an empty one', async () => {
  const channel = createDiscordChannel({ rest: new REST(), canReadHistory: () => false });
  const search = channel.find({ channelId: '1', customId: 'daily:answer:abcd1234:2027-01-04', sinceMs: 0 });
  await expect(search).rejects.toEqual(new Refusal('forbidden'));
});
