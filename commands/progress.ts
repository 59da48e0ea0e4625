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
import { isEmpty, type Progress, sharedPart } from '../src/core/progress/progress.ts';
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

interface ProgressDeps {
  book: ProgressBook;
  zones: Zones;
  /** Draws a chart as PNG. */
  draw: (chart: Chart) => Promise<Buffer>;
  log: Logger;
  /** Milliseconds since the epoch. */
  now: () => number;
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
  const viewOf = async (progress: Progress, heading: string, more: (PanelPart | undefined)[]) => {
    const said = lines(progress).join('\n') || texts.empty;
    if (isEmpty(progress)) return { ...panel(text(heading), text(said), ...more), files: [], attachments: [] };
    const png = await drawn(progress);
    const image = png ? picture(`attachment://${PICTURE}`, altOf(progress)) : text(texts.pictureFailed);
    const files = png ? [{ attachment: png, name: PICTURE }] : [];
    return { ...panel(text(heading), text(said), image, ...more), files, attachments: [] };
  };
  const own = async (person: string) => {
    const [progress, settings, zone] = await Promise.all([book.of(person), book.settings(person), zones.of(person)]);
    return viewOf(progress, texts.heading, [text(texts.zone(zone)), ...settingsParts(person, settings)]);
  };
  const other = async (user: User) => {
    const [progress, { shares }] = await Promise.all([book.of(user.id), book.settings(user.id)]);
    const name = plain(user.displayName, 40);
    if (shares.length === 0) return { ...panel(text(texts.sharesNothing(name))), files: [], attachments: [] };
    return viewOf(sharedPart(progress, shares), texts.headingOf(name), []);
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
    ...(reading ?? []).map(({ title, read, sections }) => texts.read(title, read, sections)),
    ...(strongest ? [texts.strongest(strongest.title, strongest.mark)] : []),
    ...(weakest ? [texts.weakest(weakest.title, weakest.mark)] : []),
  ];
}

function altOf({ activity, marks, topics }: Progress): string {
  return texts.alt({
    week: activity?.week ?? 0,
    total: activity?.total ?? 0,
    marks: (marks ?? []).map(({ score }) => score),
    topics: (topics ?? []).map(({ title, mark }) => `${title} ${mark}`),
  });
}
