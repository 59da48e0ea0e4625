import type { Chart } from '../charts/protocol.ts';
import { COLOURS, FONT_PX } from '../charts/theme.ts';
import { bandOf } from '../core/grading/mark.ts';
import type { Scorecard } from '../core/practice/scorecard.ts';
import type { Band } from '../core/question.ts';
import { cut } from '../core/text.ts';
import { interview as texts } from '../core/texts/index.ts';

const WIDTH_PX = 600;
const BAR_PX = 56;
const AROUND_PX = 110;
const MAX_TITLE = 40;

const BAND_COLOURS: Record<Band, string> = {
  0: COLOURS.poor,
  1: COLOURS.middling,
  2: COLOURS.series[0],
  3: COLOURS.good,
};

/** The marks by topic as bars from 0 to 100, in the interview's order; the title of each stands above its bar. */
export function scorecardChart({ score, topics }: Scorecard): Chart {
  return {
    widthPx: WIDTH_PX,
    heightPx: AROUND_PX + topics.length * BAR_PX,
    option: {
      title: { text: texts.chartTitle(score), left: 20, top: 14 },
      grid: { left: 24, right: 56, top: 60, bottom: 40 },
      xAxis: { type: 'value', min: 0, max: 100, splitLine: { show: false } },
      yAxis: { type: 'category', inverse: true, data: topics.map(({ title }) => title), show: false },
      series: [
        {
          type: 'bar',
          barWidth: 16,
          data: topics.map((topic) => ({
            value: topic.score,
            itemStyle: { color: BAND_COLOURS[bandOf(topic.score)] },
          })),
          label: { show: true, position: 'right', color: COLOURS.text, fontSize: FONT_PX.label },
          showBackground: true,
          backgroundStyle: { color: COLOURS.faint },
        },
        {
          // An invisible series that carries the titles, so that a long one has the whole width.
          type: 'bar',
          barWidth: 16,
          barGap: '-100%',
          data: topics.map(({ title }) => ({
            value: 0,
            label: { show: true, position: [0, -20], formatter: cut(title, MAX_TITLE).replace(/[{}]/g, '') },
          })),
          label: { color: COLOURS.quiet, fontSize: FONT_PX.label },
        },
      ],
    },
  };
}

/** The same for those who do not see it. */
export const scorecardAlt = ({ score, topics }: Scorecard): string =>
  texts.chartAlt(
    score,
    topics.map((topic) => `${topic.title} ${topic.score}`),
  );
