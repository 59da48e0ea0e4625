import type { APISelectMenuOption } from 'discord.js';
import type { Course } from '../src/core/course.ts';
import type { Schedule } from '../src/core/daily-question/schedule.ts';
import { localTime } from '../src/core/daily-question/zone.ts';
import { setup as texts } from '../src/core/texts/index.ts';
import { button, buttons, panel, text } from '../src/discord/panel.ts';
import { channelSelect, choiceSelect, roleSelect } from '../src/discord/selects.ts';
import { setupIds } from './setup-ids.ts';

interface SetupView {
  schedule: Schedule;
  /** All schedules of the server. */
  all: Schedule[];
  /** The admin who looks at it. */
  owner: string;
  course: Course;
  /** A line for each permission that the bot lacks. */
  missing: string[];
  nowMs: number;
}

/** One panel for all that can be set; every change is stored at once. */
export function setupPanel({ schedule, all, owner, course, missing, nowMs }: SetupView) {
  const args = { owner, schedule: schedule.id };
  const { channelId, roleId, state } = schedule;
  return panel(
    text(`${texts.heading}\n${stateLine(schedule)}`),
    text([...settingLines(schedule, course, nowMs), ...missing].join('\n')),
    channelSelect({ customId: setupIds.channel.build(args), placeholder: texts.chooseChannel, chosen: channelId }),
    choiceSelect({
      customId: setupIds.time.build(args),
      placeholder: texts.chooseTime,
      options: timeOptions(schedule),
    }),
    choiceSelect({
      customId: setupIds.days.build(args),
      placeholder: texts.chooseDays,
      options: dayOptions(schedule),
      several: true,
    }),
    course.lessons.length === 0
      ? undefined
      : choiceSelect({
          customId: setupIds.topics.build(args),
          placeholder: texts.chooseTopics,
          options: topicOptions(course, schedule.topics),
          min: 0,
          several: true,
        }),
    roleSelect({ customId: setupIds.role.build(args), placeholder: texts.chooseRole, chosen: roleId }),
    buttons(
      state.is === 'on'
        ? button(texts.pause, setupIds.pause.build(args))
        : button(texts.turnOn, setupIds.turnOn.build(args), { primary: true }),
      button(texts.preview, setupIds.preview.build(args)),
      button(texts.postNow, setupIds.postNow.build(args), { disabled: state.is !== 'on' }),
      button(texts.remove, setupIds.remove.build(args), { danger: true, disabled: state.is === 'on' }),
      button(texts.another, setupIds.another.build({ owner })),
    ),
    all.length < 2
      ? undefined
      : choiceSelect({
          customId: setupIds.choose.build({ owner }),
          placeholder: texts.chooseSchedule,
          options: all.map((one) => ({ label: nameOf(one), value: one.id, default: one.id === schedule.id })),
        }),
  );
}

/** A schedule in a list. */
export const nameOf = ({ time, zone, state }: Schedule): string => texts.scheduleLabel(time, zone, state.is);

function stateLine({ state }: Schedule): string {
  if (state.is === 'on') return texts.state.on(state.next.atMs);
  return state.is === 'paused' ? texts.state.paused(state.why) : texts.state.draft;
}

function settingLines({ channelId, time, days, zone, topics, roleId }: Schedule, course: Course, nowMs: number) {
  const titles = topics.map((id) => course.lesson(id)?.title ?? id);
  return [
    texts.channel(channelId),
    texts.time(time, days),
    texts.zone(zone, localTime(zone, nowMs)),
    texts.topics(titles),
    texts.role(roleId),
  ];
}

/** The full hours, and the time that is set where it is none of them. */
function timeOptions({ time }: Schedule): APISelectMenuOption[] {
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  return [...new Set([...hours, time])].sort().map((value) => ({ label: value, value, default: value === time }));
}

function dayOptions({ days }: Schedule): APISelectMenuOption[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    label: texts.dayName(day),
    value: String(day),
    default: days.includes(day),
  }));
}

interface Topic {
  value: string;
  label: string;
  lessonIds: string[];
}

/** Lessons; where those are more than a select can show, modules. */
function topicsOf({ lessons }: Course): Topic[] {
  if (lessons.length <= 25) return lessons.map(({ id, title }) => ({ value: id, label: title, lessonIds: [id] }));
  const modules = new Map(lessons.map(({ module }) => [module.number, module.title]));
  return [...modules].map(([number, label]) => ({
    value: `module ${number}`,
    label,
    lessonIds: lessons.filter(({ module }) => module.number === number).map(({ id }) => id),
  }));
}

function topicOptions(course: Course, chosen: string[]): APISelectMenuOption[] {
  return topicsOf(course).map(({ value, label, lessonIds }) => ({
    label,
    value,
    default: lessonIds.every((id) => chosen.includes(id)),
  }));
}

/** @returns the lessons meant by what was chosen in the select of topics; none for all of them. */
export function readTopics(course: Course, values: string[]): string[] {
  const topics = topicsOf(course);
  if (values.length === topics.length) return [];
  return topics.filter(({ value }) => values.includes(value)).flatMap(({ lessonIds }) => lessonIds);
}
