import type { Chart } from '../src/charts/protocol.ts';
import { COLOURS, FONT_PX } from '../src/charts/theme.ts';
import { addDays, mondayOf } from '../src/core/progress/days.ts';
import type { Progress } from '../src/core/progress/progress.ts';
import type { TopicStanding } from '../src/core/progress/topics.ts';
import { cut } from '../src/core/text.ts';
import { progress as texts } from '../src/core/texts/index.ts';

type Option = Chart['option'];

/** One of the stacked parts of the picture, drawn below its title. */
interface Part {
  title: string;
  heightPx: number;
  /** @param top where it begins */
  draw(top: number): Pick<Option, 'calendar' | 'visualMap' | 'grid' | 'xAxis' | 'yAxis' | 'series'>;
}

const WIDTH_PX = 600;
const MARGIN_PX = 20;
const TITLE_PX = 44;
const GAP_PX = 22;

/**
 * One picture: the calendar of what was done, the marks that counted, and how well each topic is known. What is not
 * shared, or not there yet, takes no room.
 */
export function progressChart({ today, activity, marks, topics }: Progress): Chart {
  const parts = [
    activity && calendarPart(activity.days, today),
    marks?.length ? marksPart(marks) : undefined,
    topics?.length ? topicsPart(topics) : undefined,
  ].filter((part) => part !== undefined);
  let top = MARGIN_PX;
  const drawn = parts.map(({ title, heightPx, draw }) => {
    const at = { title: { text: title, left: MARGIN_PX, top }, ...draw(top + TITLE_PX) };
    top += TITLE_PX + heightPx + GAP_PX;
    return at;
  });
  const all = (key: keyof (typeof drawn)[number]) => drawn.flatMap((part): unknown[] => [part[key] ?? []].flat());
  return {
    widthPx: WIDTH_PX,
    heightPx: Math.max(top, 100),
    option: {
      title: all('title'),
      calendar: all('calendar'),
      visualMap: all('visualMap'),
      grid: all('grid'),
      xAxis: all('xAxis'),
      yAxis: all('yAxis'),
      series: all('series'),
    } as Option,
  };
}

const WEEKS = 16;
const CELL_PX = 22;
const MONTHS_PX = 30;

function calendarPart(days: NonNullable<Progress['activity']>['days'], today: string): Part {
  const first = mondayOf(addDays(today, -7 * (WEEKS - 1)));
  const label = { color: COLOURS.quiet, fontSize: FONT_PX.label };
  return {
    title: texts.calendarTitle(WEEKS),
    heightPx: MONTHS_PX + 7 * CELL_PX,
    draw: (top) => ({
      calendar: {
        ...{ left: 60, right: MARGIN_PX, top: top + MONTHS_PX, cellSize: ['auto', CELL_PX], range: [first, today] },
        splitLine: { show: false },
        itemStyle: { color: COLOURS.faint, borderColor: COLOURS.ground, borderWidth: 3 },
        yearLabel: { show: false },
        monthLabel: { ...label, nameMap: [...texts.monthNames] },
        dayLabel: { ...label, firstDay: 1, nameMap: [...texts.dayNames] },
      },
      visualMap: {
        show: false,
        type: 'piecewise',
        seriesIndex: 0,
        pieces: COLOURS.amounts.map((color, nth) => ({ color, ...AMOUNTS[nth] })),
      },
      series: {
        type: 'heatmap',
        coordinateSystem: 'calendar',
        data: days.filter(({ day }) => day >= first).map(({ day, done }) => [day, done]),
      },
    }),
  };
}

/** How much was done on a day, for its colour. */
const AMOUNTS = [{ min: 1, max: 2 }, { min: 3, max: 5 }, { min: 6 }];

const MARKS_PX = 160;
/** Single marks jump; the curve is the mean of so many. */
const MEAN_OF = 5;

/** A dot for each answer in its order, and the curve of their running mean. Dates stand below the first and the last. */
function marksPart(marks: NonNullable<Progress['marks']>): Part {
  const scores = marks.map(({ score }) => score);
  const days = marks.map(({ day }, nth) => {
    const isShown = nth === 0 || (nth === marks.length - 1 && day !== marks[0]?.day);
    return isShown ? texts.shortDate(day) : '';
  });
  const place = { xAxisId: 'answers', yAxisId: 'marks' };
  return {
    title: texts.marksTitle(MEAN_OF),
    heightPx: MARKS_PX,
    draw: (top) => ({
      grid: { id: 'marks', left: 60, right: 40, top: top + 6, height: MARKS_PX - 36 },
      xAxis: {
        ...{ id: 'answers', gridId: 'marks', type: 'category', data: days },
        axisLabel: { color: COLOURS.quiet, fontSize: FONT_PX.label, interval: 0 },
      },
      yAxis: { id: 'marks', gridId: 'marks', type: 'value', min: 0, max: 100, interval: 50 },
      series: [
        { ...place, type: 'scatter', symbolSize: 9, itemStyle: { color: COLOURS.quiet }, data: scores },
        {
          ...place,
          type: 'line',
          symbol: scores.length === 1 ? 'circle' : 'none',
          lineStyle: { width: 4, color: COLOURS.series[0] },
          data: runningMeans(scores),
        },
      ],
    }),
  };
}

function runningMeans(scores: number[]): number[] {
  return scores.map((_, nth) => {
    const window = scores.slice(Math.max(0, nth + 1 - MEAN_OF), nth + 1);
    return window.reduce((sum, score) => sum + score, 0) / window.length;
  });
}

const TOPIC_PX = 34;
const MAX_TOPICS = 6;
const STRONG_FROM = 80;
const PARTLY_FROM = 50;

/** A bar for each topic, best first; of many, those that are best and those that need work. */
function topicsPart(topics: TopicStanding[]): Part {
  const half = MAX_TOPICS / 2;
  const shown = topics.length > MAX_TOPICS ? [...topics.slice(0, half), ...topics.slice(-half)] : topics;
  const heightPx = shown.length * TOPIC_PX;
  return {
    title: texts.masteryTitle,
    heightPx,
    draw: (top) => ({
      grid: { id: 'topics', left: 270, right: 130, top, height: heightPx },
      xAxis: { id: 'known', gridId: 'topics', type: 'value', min: 0, max: 100, show: false },
      yAxis: {
        ...{ id: 'topics', gridId: 'topics', type: 'category', inverse: true, axisLine: { show: false } },
        axisLabel: { color: COLOURS.text, fontSize: FONT_PX.label },
        data: shown.map(({ title }) => cut(title, 28)),
      },
      series: {
        ...{ type: 'bar', xAxisId: 'known', yAxisId: 'topics', barWidth: 18 },
        showBackground: true,
        backgroundStyle: { color: COLOURS.faint },
        data: shown.map((topic) => ({
          value: topic.mark,
          itemStyle: { color: colourOf(topic.mark) },
          label: { show: true, position: [210, 1], color: COLOURS.text, formatter: texts.topicLabel(topic) },
        })),
      },
    }),
  };
}

function colourOf(mark: number): string {
  if (mark >= STRONG_FROM) return COLOURS.good;
  return mark >= PARTLY_FROM ? COLOURS.middling : COLOURS.poor;
}
