import { Client, Events, GatewayIntentBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { type Command, on } from '../../src/discord/command.ts';
import { defineId, snowflake } from '../../src/discord/custom-id.ts';
import { button, buttons, panel, text } from '../../src/discord/panel.ts';
import { createRouter } from '../../src/discord/router.ts';
import { type LocalDiscordClient, localDiscord } from '../../src/local-discord/client.ts';
import { createLogger } from '../../src/log.ts';
import { expectRecordedToFit } from '../local-discord/oracle.ts';

const mine = defineId('trial', 'mine', { owner: snowflake });
const old = defineId('trial', 'old', { owner: snowflake });
const SECRET = 'what the learner wrote';

const trial: Command = {
  data: { name: 'trial', description: 'A command with everything that can go wrong' },
  async run(interaction) {
    const owner = interaction.user.id;
    await interaction.reply(
      panel(text('Press'), buttons(button('Mine', mine.build({ owner })), button('Old', old.build({ owner })))),
    );
  },
  actions: [on('button', mine, async (interaction) => void (await interaction.reply('It is yours.')))],
};
const failing = (name: string, error: () => Error): Command => ({
  data: { name, description: 'Fails' },
  run: () => Promise.reject(error()),
});

describe('the router', () => {
  let d: LocalDiscordClient;
  let client: Client;
  const lines: string[] = [];
  beforeEach(async () => {
    d = await localDiscord();
    client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: d.api } });
    const commands = [
      trial,
      failing('mistake', () => new UserError('Do it like this.', { giveBack: SECRET })),
      failing('long', () => new UserError('Too bad.', { giveBack: 'x'.repeat(4000) })),
      failing('bug', () => new TypeError('x is undefined')),
      failing('full', () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })),
    ];
    lines.length = 0;
    const route = createRouter({ commands, log: createLogger('info', { write: (line) => lines.push(line) }) });
    client.on(Events.InteractionCreate, (interaction) => void route(interaction));
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(d.token);
    await ready;
    await client.application?.commands.set(commands.map(({ data }) => data));
  });
  afterEach(async () => {
    await client.destroy();
    await d.close();
    expectRecordedToFit(d.recorded);
  });

  it('lets only the owner press, and refuses others kindly and privately', async () => {
    const message = await d.user('ana').slash('trial');
    const refused = await (await message.as(d.user('ben'))).click('Mine');
    expect(refused.text).toContain('belongs to somebody else');
    expect(refused.text).toContain('/trial');
    expect(refused.ephemeral).toBe(true);
    expect((await message.click('Mine')).text).toBe('It is yours.');
  });

  it('explains a button that an older version made', async () => {
    const message = await d.user('ana').slash('trial');
    expect((await message.click('Old')).text).toContain('older version of the bot. Run `/trial` again');
  });

  it("shows a person's mistake as it is, gives their text back, and keeps it out of the log", async () => {
    const told = await d.user('ana').slash('mistake');
    expect(told.text).toContain('Do it like this.');
    expect(told.text).toContain(SECRET);
    expect(lines.join('')).not.toContain(SECRET);
  });

  it('gives a long text back as a file', async () => {
    const told = await d.user('ana').slash('long');
    expect(told.attachments).toMatchObject([{ filename: 'your-text.txt', size: 4000 }]);
  });

  it('says of a disk without room that it is not the learner’s fault', async () => {
    expect((await d.user('ana').slash('full')).text).toContain('a problem with my disk');
    expect(lines.some((line) => JSON.parse(line).level === 50 && line.includes('ENOSPC'))).toBe(true);
  });

  it('shows a bug by its number only, and logs it under that number', async () => {
    const told = await d.user('ana').slash('bug');
    const id = /\*\*([0-9a-f]{8})\*\*/.exec(told.text)?.[1] ?? 'none';
    expect(told.text).not.toContain('undefined');
    expect(lines.find((line) => line.includes(id))).toContain('x is undefined');
  });
});
