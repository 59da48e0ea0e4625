import {
  type ChatInputCommandInteraction,
  type Guild,
  MessageFlags,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
} from 'discord.js';
import type { Course } from '../src/core/course.ts';
import { change, pause, type Schedule, type SettingsChange, turnOn } from '../src/core/daily-question/schedule.ts';
import { UserError } from '../src/core/errors.ts';
import { setup as texts } from '../src/core/texts/index.ts';
import type { Daily } from '../src/daily/daily.ts';
import { MAX_SCHEDULES } from '../src/daily/schedules.ts';
import { type Action, type ActionInteraction, type Command, on } from '../src/discord/command.ts';
import { panel, text } from '../src/discord/panel.ts';
import type { Zones } from '../src/people/zones.ts';
import { readTime, readZone } from './daily-options.ts';
import { setupIds } from './setup-ids.ts';
import { NEW, setupData, suggestSetup } from './setup-options.ts';
import { readTopics, setupPanel } from './setup-panel.ts';
import { missingPermissions } from './setup-permissions.ts';
import { postNow, preview } from './setup-post.ts';

interface SetupDeps {
  course: Course;
  daily: Daily;
  zones: Zones;
  now: () => number;
  /** A new id of eight letters and digits. */
  nonce: () => string;
}

/** `/setup`: the daily questions of a server, for those who manage it. */
export function createSetupCommand(deps: SetupDeps): Command {
  const { daily } = deps;
  return {
    data: setupData,
    autocomplete: (interaction) => suggestSetup(interaction, deps),
    async run(interaction) {
      const guild = adminGuild(interaction);
      const settings = readSettings(interaction);
      const schedule = await chooseSchedule(interaction, guild, deps);
      const changed = await daily.schedules.update(schedule.id, (current) => change(current, settings, deps.now()));
      const view = await viewOf(deps, guild, interaction.user.id, changed ?? schedule);
      await interaction.reply({ ...view, flags: view.flags | MessageFlags.Ephemeral });
    },
    actions: [...settingActions(deps), ...stateActions(deps)],
  };
}

/** @throws {UserError} for everybody who may not manage the server: they may have been able to when they got the panel. */
function adminGuild(interaction: ChatInputCommandInteraction | ActionInteraction): Guild {
  if (!interaction.inCachedGuild()) throw new UserError(texts.inServerOnly);
  if (!interaction.memberPermissions.has(PermissionFlagsBits.ManageGuild)) throw new UserError(texts.needsAdmin);
  return interaction.guild;
}

/** @returns for those who may set it up: that no schedule of the server runs. */
export async function setupNotice(interaction: ChatInputCommandInteraction, { schedules }: Daily) {
  if (interaction.guildId === null) return undefined;
  if (!interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return undefined;
  const all = await schedules.listOf(interaction.guildId);
  return all.some(({ state }) => state.is === 'on') ? undefined : texts.notSetUpYet;
}

function readSettings({ options }: ChatInputCommandInteraction): SettingsChange {
  const time = options.getString('time');
  const zone = options.getString('zone');
  return { ...(time === null ? {} : { time: readTime(time) }), ...(zone === null ? {} : { zone: readZone(zone) }) };
}

/** The one that was asked for, else the server's first; a draft where there is none. */
async function chooseSchedule(interaction: ChatInputCommandInteraction, guild: Guild, deps: SetupDeps) {
  const wanted = interaction.options.getString('schedule');
  const all = await deps.daily.schedules.listOf(guild.id);
  const found = wanted === null ? all[0] : all.find(({ id }) => id === wanted);
  if (found) return found;
  if (wanted !== null && wanted !== NEW) throw new UserError(texts.gone);
  return createDraft(deps, guild, interaction);
}

interface Maker {
  user: { id: string };
  channelId: string | null;
}

async function createDraft({ daily, zones, now, nonce }: SetupDeps, guild: Guild, { user, channelId }: Maker) {
  const all = await daily.schedules.listOf(guild.id);
  if (all.length >= MAX_SCHEDULES) throw new UserError(texts.tooMany(MAX_SCHEDULES));
  const here = channelId !== null && guild.channels.cache.get(channelId)?.isThread() === false;
  const draft: Schedule = {
    id: nonce(),
    kind: 'server',
    owner: guild.id,
    madeBy: user.id,
    createdAt: new Date(now()).toISOString(),
    ...(here ? { channelId } : {}),
    time: '09:00',
    zone: (await zones.of(user.id)) ?? 'UTC',
    days: [1, 2, 3, 4, 5, 6, 7],
    topics: [],
    state: { is: 'draft' },
  };
  await daily.schedules.create(draft);
  return draft;
}

async function viewOf({ daily, course, now }: SetupDeps, guild: Guild, owner: string, schedule: Schedule) {
  const all = await daily.schedules.listOf(guild.id);
  return setupPanel({ schedule, all, owner, course, missing: missingOf(guild, schedule), nowMs: now() });
}

const missingOf = (guild: Guild, { channelId, roleId }: Schedule): string[] =>
  channelId === undefined ? [] : missingPermissions(guild, { channelId, roleId });

type Component = Exclude<ActionInteraction, ModalSubmitInteraction>;

/** The selects: each stores what was chosen and shows the panel anew. */
function settingActions(deps: SetupDeps): Action[] {
  const { daily, course, now } = deps;
  const set = async (interaction: Component, id: string, settings: SettingsChange): Promise<void> => {
    const guild = adminGuild(interaction);
    await ownedBy(daily, guild, id);
    const changed = await daily.schedules.update(id, (current) => change(current, settings, now()));
    if (!changed) throw new UserError(texts.gone);
    await update(deps, interaction, changed);
  };
  return [
    on('channel', setupIds.channel, (interaction, { schedule }) =>
      set(interaction, schedule, { channelId: interaction.values[0] }),
    ),
    on('select', setupIds.time, (interaction, { schedule }) =>
      set(interaction, schedule, { time: interaction.values[0] ?? '' }),
    ),
    on('select', setupIds.days, (interaction, { schedule }) =>
      set(interaction, schedule, { days: interaction.values.map(Number) }),
    ),
    on('select', setupIds.topics, (interaction, { schedule }) =>
      set(interaction, schedule, { topics: readTopics(course, interaction.values) }),
    ),
    on('role', setupIds.role, (interaction, { schedule }) =>
      set(interaction, schedule, { roleId: interaction.values[0] }),
    ),
  ];
}

async function update(deps: SetupDeps, interaction: Component, schedule: Schedule): Promise<void> {
  await interaction.update(await viewOf(deps, adminGuild(interaction), interaction.user.id, schedule));
}

/** @throws {UserError} when it was removed or is another server's. */
async function ownedBy({ schedules }: Daily, guild: Guild, id: string): Promise<Schedule> {
  const schedule = await schedules.get(id);
  if (schedule?.owner !== guild.id) throw new UserError(texts.gone);
  return schedule;
}

/** The buttons, and the choice among several schedules. */
function stateActions(deps: SetupDeps): Action[] {
  const { daily, now } = deps;
  const owned = (interaction: Component, id: string) => ownedBy(daily, adminGuild(interaction), id);
  const move = async (interaction: Component, id: string, fn: (schedule: Schedule) => Schedule): Promise<void> => {
    const changed = await daily.schedules.update(id, fn);
    if (!changed) throw new UserError(texts.gone);
    await update(deps, interaction, changed);
  };
  return [
    on('button', setupIds.turnOn, async (interaction, { schedule: id }) => {
      const schedule = await owned(interaction, id);
      if (schedule.channelId === undefined) throw new UserError(texts.noChannel);
      const missing = missingOf(adminGuild(interaction), schedule);
      if (missing.length > 0) throw new UserError(texts.cannotTurnOn(missing));
      await move(interaction, id, (current) => turnOn({ ...current, madeBy: interaction.user.id }, now()));
    }),
    on('button', setupIds.pause, async (interaction, { schedule: id }) => {
      await owned(interaction, id);
      await move(interaction, id, (current) => pause(current, 'by-hand'));
    }),
    on('button', setupIds.preview, async (interaction, { schedule }) =>
      preview(deps, interaction, await owned(interaction, schedule)),
    ),
    on('button', setupIds.postNow, async (interaction, { schedule }) => {
      const after = await postNow(deps, interaction, await owned(interaction, schedule));
      if (after) await interaction.editReply(await viewOf(deps, adminGuild(interaction), interaction.user.id, after));
    }),
    on('button', setupIds.remove, async (interaction, { schedule: id }) => {
      await owned(interaction, id);
      await daily.schedules.remove(id);
      const [first] = await daily.schedules.listOf(adminGuild(interaction).id);
      if (first) await update(deps, interaction, first);
      else await interaction.update(panel(text(texts.removed)));
    }),
    on('select', setupIds.choose, async (interaction) =>
      update(deps, interaction, await owned(interaction, interaction.values[0] ?? '')),
    ),
    on('button', setupIds.another, async (interaction) =>
      update(deps, interaction, await createDraft(deps, adminGuild(interaction), interaction)),
    ),
  ];
}
