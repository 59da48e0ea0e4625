import {
  ApplicationCommandOptionType,
  type ButtonInteraction,
  ComponentType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type StringSelectMenuInteraction,
  type User,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Chart } from '../src/charts/protocol.ts';
import { hasPicture, type Progress, sharedPart } from '../src/core/progress/progress.ts';
import { type ProgressSettings, SHARED_KINDS, type SharedKind } from '../src/core/progress/sharing.ts';
import { progress as texts } from '../src/core/texts/index.ts';
import { type Command, on } from '../src/discord/command.ts';
import { defineId, snowflake } from '../src/discord/custom-id.ts';
import { plain } from '../src/discord/markdown.ts';
import { button, buttons, type PanelPart, panel, picture, privateFlag, text } from '../src/discord/panel.ts';
import type { Zones } from '../src/people/zones.ts';
import type { ProgressBook } from '../src/progress/progress.ts';
import { readZone, suggestZoneChoices } from './daily-options.ts';
import { progressChart } from './progress-chart.ts';

const ids = {
  share: defineId('progress', 'share', { owner: snowflake }),
  streaks: defineId('progress', 'streaks', { owner: snowflake }),
};
const PICTURE = 'progress.png';
/** How many of the lessons opened last are listed. */
const MAX_LESSONS = 5;
/** How many marks the picture's description reads out; a screen reader reads them all. */
const MAX_MARKS_READ = 12;

interface ProgressDeps {
  book: ProgressBook;
  zones: Zones;
  /** Draws a chart as PNG. */
  draw: (chart: Chart) => Promise<Buffer>;
  log: Logger;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** What stands around a learner's progress. */
interface Frame {
  heading: string;
  /** Said where there is nothing yet. */
  empty: string;
  more?: (PanelPart | undefined)[];
}

const data: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  name: 'progress',
  description: 'Where you stand: what you read, your marks, your streak',
  options: [
    { name: 'of', description: 'Somebody else: what they share', type: ApplicationCommandOptionType.User },
    {
      name: 'zone',
      description: 'Your time zone, which your days are counted in',
      type: ApplicationCommandOptionType.String,
      autocomplete: true,
    },
  ],
};

/** `/progress`: a message and one picture; of others only what they share. */
export function createProgressCommand({ book, zones, draw, log, now }: ProgressDeps): Command {
  const drawn = async (progress: Progress): Promise<Buffer | undefined> => {
    try {
      return await draw(progressChart(progress));
    } catch (error: unknown) {
      log.error({ err: error }, 'the progress picture could not be drawn');
      return undefined;
    }
  };
  const viewOf = async (progress: Progress, { heading, empty, more = [] }: Frame) => {
    const said = text(lines(progress).join('\n') || empty);
    if (!hasPicture(progress)) return { ...panel(text(heading), said, ...more), files: [], attachments: [] };
    const png = await drawn(progress);
    const image = png ? picture(`attachment://${PICTURE}`, altOf(progress)) : text(texts.pictureFailed);
    const files = png ? [{ attachment: png, name: PICTURE }] : [];
    return { ...panel(text(heading), said, image, ...more), files, attachments: [] };
  };
  const own = async (person: string) => {
    const [progress, settings, zone] = await Promise.all([book.of(person), book.settings(person), zones.of(person)]);
    const more = [text(texts.zone(zone)), ...settingsParts(person, settings)];
    return viewOf(progress, { heading: texts.heading, empty: texts.empty, more });
  };
  const other = async (user: User) => {
    const [progress, { shares }] = await Promise.all([book.of(user.id), book.settings(user.id)]);
    const name = plain(user.displayName, 40);
    if (shares.length === 0) return { ...panel(text(texts.sharesNothing(name))), files: [], attachments: [] };
    return viewOf(sharedPart(progress, shares), { heading: texts.headingOf(name), empty: texts.emptyOf(name) });
  };
  const refresh = async (
    interaction: ButtonInteraction | StringSelectMenuInteraction,
    part: Partial<ProgressSettings>,
  ) => {
    await interaction.deferUpdate();
    await book.change(interaction.user.id, part);
    await interaction.editReply(await own(interaction.user.id));
  };

  return {
    data,
    async autocomplete(interaction) {
      await interaction.respond(suggestZoneChoices(interaction.options.getFocused(), now()));
    },
    async run(interaction) {
      const typed = interaction.options.getString('zone');
      if (typed !== null) await zones.set(interaction.user.id, readZone(typed));
      const of = interaction.options.getUser('of') ?? interaction.user;
      const flags = privateFlag(interaction);
      // The first picture starts the thread that draws, which takes a moment.
      await interaction.deferReply(flags ? { flags } : {});
      await interaction.editReply(of.id === interaction.user.id ? await own(of.id) : await other(of));
    },
    actions: [
      on('select', ids.share, (interaction) => {
        const shares = SHARED_KINDS.filter((kind) => interaction.values.includes(kind));
        return refresh(interaction, { shares });
      }),
      on('button', ids.streaks, async (interaction, { owner }) => {
        const { streaks } = await book.settings(owner);
        await refresh(interaction, { streaks: !streaks });
      }),
    ],
  };
}

function settingsParts(owner: string, { shares, streaks }: ProgressSettings): (PanelPart | undefined)[] {
  const option = (kind: SharedKind) => ({ label: texts.shared[kind], value: kind, default: shares.includes(kind) });
  return [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: ids.share.build({ owner }),
          placeholder: shares.length === 0 ? texts.shareNothing : texts.share,
          min_values: 0,
          max_values: SHARED_KINDS.length,
          options: SHARED_KINDS.map(option),
        },
      ],
    },
    buttons(button(streaks ? texts.streaksOff : texts.streaksOn, ids.streaks.build({ owner }))),
  ];
}

function lines({ streak, activity, reading, topics, due }: Progress): string[] {
  const strongest = topics?.[0];
  const weakest = topics && topics.length > 1 ? topics.at(-1) : undefined;
  return [
    ...(streak && streak.best > 0
      ? [streak.length > 0 ? texts.streak(streak.length, streak.best) : texts.noStreak(streak.best)]
      : []),
    ...(streak && streak.freezes > 0 ? [texts.freezes(streak.freezes)] : []),
    ...(streak?.lost ? [texts.lost(streak.lost)] : []),
    ...(activity && activity.days.length > 0 ? [texts.practised(activity.week, activity.total)] : []),
    ...(due ? [texts.due(due)] : []),
    ...(reading ?? []).slice(0, MAX_LESSONS).map(({ title, read, sections }) => texts.read(title, read, sections)),
    ...(reading && reading.length > MAX_LESSONS ? [texts.moreRead(reading.length - MAX_LESSONS)] : []),
    ...(strongest ? [texts.strongest(strongest.title, strongest.mark)] : []),
    ...(weakest ? [texts.weakest(weakest.title, weakest.mark)] : []),
  ];
}

/** Says in words what the picture shows, and no more. */
function altOf({ activity, marks, topics }: Progress): string {
  const scores = (marks ?? []).slice(-MAX_MARKS_READ).map(({ score }) => score);
  const known = (topics ?? []).map(({ title, mark }) => `${title} ${mark}`);
  return [
    ...(activity ? [texts.altDays(activity.week, activity.total)] : []),
    ...(scores.length > 0 ? [texts.altMarks(scores)] : []),
    ...(known.length > 0 ? [texts.altTopics(known)] : []),
  ].join(' ');
}
