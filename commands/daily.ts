import {
  ApplicationCommandOptionType,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { pause, type Schedule, turnOn } from '../src/core/daily-question/schedule.ts';
import { UserError } from '../src/core/errors.ts';
import { daily as texts } from '../src/core/texts/index.ts';
import type { Daily } from '../src/daily/daily.ts';
import { dailyIds } from '../src/daily/ids.ts';
import { Refusal } from '../src/discord/channel.ts';
import { type Action, type Command, on } from '../src/discord/command.ts';
import { privateFlag } from '../src/discord/panel.ts';
import type { Zones } from '../src/people/zones.ts';
import { type AnswerDeps, answerActions } from './daily-answer.ts';
import { readTime, readZone, suggestZoneChoices } from './daily-options.ts';

interface DailyCommandDeps extends AnswerDeps {
  daily: Daily;
  zones: Zones;
  now: () => number;
  nonce: () => string;
}

/** `/daily`: a question a day by direct message; and all that hangs on the posts of daily questions. */
export function createDailyCommand(deps: DailyCommandDeps): Command {
  return {
    data,
    async autocomplete(interaction) {
      await interaction.respond(suggestZoneChoices(interaction.options.getFocused(), deps.now()));
    },
    async run(interaction) {
      if (interaction.options.getSubcommand() === 'stop') await stopMine(deps, interaction);
      else await startMine(deps, interaction);
    },
    actions: [...answerActions(deps), ...stopActions(deps)],
  };
}

const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'daily',
  description: 'A question a day by direct message',
  options: [
    {
      name: 'me',
      description: 'Send me a question every day, or change when',
      type: ApplicationCommandOptionType.Subcommand,
      options: [
        {
          name: 'time',
          description: 'The time of day where you are, such as 07:30',
          type: ApplicationCommandOptionType.String,
          required: true,
        },
        {
          name: 'zone',
          description: 'Your time zone: start typing a city. I ask once',
          type: ApplicationCommandOptionType.String,
          autocomplete: true,
        },
      ],
    },
    { name: 'stop', description: 'Send me no more questions', type: ApplicationCommandOptionType.Subcommand },
  ],
};

async function startMine(deps: DailyCommandDeps, interaction: ChatInputCommandInteraction): Promise<void> {
  const { zones, now } = deps;
  const person = interaction.user.id;
  const time = readTime(interaction.options.getString('time', true));
  const typed = interaction.options.getString('zone');
  const zone = typed === null ? await zones.of(person) : readZone(typed);
  if (zone === undefined) throw new UserError(texts.askZone(time));
  await interaction.deferReply({ flags: privateFlag(interaction) || undefined });
  await zones.set(person, zone);
  const schedule = await settle(deps, person, { time, zone });
  const atMs = schedule.state.is === 'on' ? schedule.state.next.atMs : now();
  await interaction.editReply(texts.settled({ time, zone, atMs }));
}

/** Changes a person's schedule, or makes one after their direct messages proved to be open. */
async function settle({ daily, now, nonce }: DailyCommandDeps, person: string, at: { time: string; zone: string }) {
  const { channel, views, schedules } = daily;
  const [mine] = await schedules.listOf(person);
  const draft: Schedule = {
    ...{ id: nonce(), kind: 'person', owner: person, madeBy: person, createdAt: new Date(now()).toISOString() },
    ...{ days: [1, 2, 3, 4, 5, 6, 7], topics: [], state: { is: 'draft' } },
    ...mine,
    ...at,
  };
  try {
    const channelId = await channel.openDirect(person);
    const schedule = turnOn({ ...draft, channelId }, now());
    await channel.send(channelId, views.welcome(schedule), `${schedule.id}w${now().toString(36)}`);
    if (!mine) await schedules.create(schedule);
    return (
      (await schedules.update(schedule.id, (current) => turnOn({ ...current, ...at, channelId }, now()))) ?? schedule
    );
  } catch (error: unknown) {
    if (error instanceof Refusal) throw new UserError(texts.dmsClosed, { cause: error });
    throw error;
  }
}

async function stopMine({ daily }: DailyCommandDeps, interaction: ChatInputCommandInteraction): Promise<void> {
  const mine = await daily.schedules.listOf(interaction.user.id);
  for (const { id } of mine) await daily.schedules.remove(id);
  const content = mine.length > 0 ? texts.stopped : texts.noneToStop;
  await interaction.reply({ content, flags: privateFlag(interaction) || undefined });
}

/** "Stop these", under everything that nobody asked for. */
function stopActions({ daily }: DailyCommandDeps): Action[] {
  return [
    on('button', dailyIds.stop, async (interaction, { schedule: id }) => {
      const schedule = await daily.schedules.get(id);
      if (interaction.inGuild() || schedule?.kind === 'server') await stopServer(daily, interaction, schedule);
      else {
        await daily.schedules.remove(id);
        await interaction.reply(texts.stopped);
      }
    }),
    on('button', dailyIds.mute, async (interaction, { schedule: id }) => {
      await daily.schedules.update(id, (schedule) => ({ ...schedule, muted: true }));
      await interaction.reply(texts.muted);
    }),
  ];
}

async function stopServer({ schedules }: Daily, interaction: ButtonInteraction, schedule: Schedule | undefined) {
  const isTheirs = schedule === undefined || schedule.owner === interaction.guildId;
  if (!isTheirs || !interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild)) {
    throw new UserError(texts.stopNeedsAdmin);
  }
  if (schedule) await schedules.update(schedule.id, (current) => pause(current, 'by-hand'));
  await interaction.reply({ content: texts.stoppedForServer, flags: MessageFlags.Ephemeral });
}
