import type { Chart } from '../src/charts/protocol.ts';
import { COLOURS, FONT_PX } from '../src/charts/theme.ts';
import { addDays, type Day, mondayOf } from '../src/core/progress/days.ts';
import type { Progress } from '../src/core/progress/progress.ts';
import type { TopicStanding } from '../src/core/progress/topics.ts';
import { cut } from '../src/core/text.ts';
import { progress as texts } from '../src/core/texts/index.ts';

type Series = NonNullable<Chart['option']['series']>;

const WIDTH_PX = 600;
const WEEKS = 16;
const MAX_TOPICS = 6;
/** Where the three parts stand, from the top. */
const CALENDAR = { title: 14, top: 76, cell: 20 };
const MARKS = { title: 244, top: 292, height: 130 };
const MASTERY = { title: 470, top: 508, row: 34 };
const STRONG_FROM = 80;
const PARTLY_FROM = 50;

/** One picture: the calendar of what was done, the marks that counted, and how well each topic is known. */
export function progressChart(progress: Progress): Chart {
  const topics = (progress.topics ?? []).slice(0, MAX_TOPICS);
  const heightPx = MASTERY.top + Math.max(1, topics.length) * MASTERY.row + 20;
  const first = mondayOf(addDays(progress.today, -7 * (WEEKS - 1)));
  const title = (text: string, top: number) => ({ text, left: 20, top });
  return {
    widthPx: WIDTH_PX,
    heightPx,
    option: {
      title: [
        title(texts.calendarTitle(WEEKS), CALENDAR.title),
        title(texts.marksTitle, MARKS.title),
        title(texts.masteryTitle, MASTERY.title),
      ],
      visualMap: {
        show: false,
        type: 'piecewise',
        seriesIndex: 0,
        pieces: [
          { min: 1, max: 2, color: '#2c5d78' },
          { min: 3, max: 5, color: '#3f88b3' },
          { min: 6, color: COLOURS.series[0] },
        ],
      },
      calendar: {
        left: 60,
        top: CALENDAR.top,
        cellSize: ['auto', CALENDAR.cell],
        right: 20,
        range: [first, progress.today],
        splitLine: { show: false },
        itemStyle: { color: COLOURS.faint, borderColor: COLOURS.ground, borderWidth: 3 },
        yearLabel: { show: false },
        monthLabel: { color: COLOURS.quiet, fontSize: FONT_PX.label },
        dayLabel: { color: COLOURS.quiet, fontSize: FONT_PX.label, firstDay: 1, nameMap: [...texts.dayNames] },
      },
      grid: [
        { left: 60, right: 30, top: MARKS.top, height: MARKS.height },
        { left: 250, right: 70, top: MASTERY.top, height: Math.max(1, topics.length) * MASTERY.row },
      ],
      xAxis: [
        {
          type: 'time',
          gridIndex: 0,
          minInterval: 86_400_000,
          axisLabel: { formatter: '{d}.{M}.', hideOverlap: true, fontSize: FONT_PX.label },
        },
        { type: 'value', gridIndex: 1, min: 0, max: 100, show: false },
      ],
      yAxis: [
        { type: 'value', gridIndex: 0, min: 0, max: 100, interval: 50 },
        {
          type: 'category',
          gridIndex: 1,
          inverse: true,
          data: topics.map(({ title: name }) => cut(name, 24)),
          axisLine: { show: false },
          axisLabel: { color: COLOURS.text },
        },
      ],
      series: seriesOf(progress, topics, first),
    },
  };
}

/** The days with something done, the curve of marks and the bars of topics, in this order. */
function seriesOf({ activity, marks }: Progress, topics: TopicStanding[], first: Day): Series {
  const days = (activity?.days ?? []).filter(({ day }) => day >= first);
  return [
    { type: 'heatmap', coordinateSystem: 'calendar', data: days.map(({ day, done }) => [day, done]) },
    {
      type: 'line',
      xAxisIndex: 0,
      yAxisIndex: 0,
      symbolSize: 9,
      lineStyle: { width: 3, color: COLOURS.series[0] },
      itemStyle: { color: COLOURS.series[0] },
      data: (marks ?? []).map(({ day, score }) => [day, score]),
    },
    {
      type: 'bar',
      xAxisIndex: 1,
      yAxisIndex: 1,
      barWidth: 18,
      label: { show: true, position: 'right', color: COLOURS.text, fontSize: FONT_PX.label },
      data: topics.map(({ mark }) => ({ value: mark, itemStyle: { color: colourOf(mark) } })),
    },
  ];
}

function colourOf(mark: number): string {
  if (mark >= STRONG_FROM) return COLOURS.good;
  return mark >= PARTLY_FROM ? COLOURS.middling : COLOURS.poor;
}
