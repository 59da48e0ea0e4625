/**
 * The colours of every picture. It brings its own dark ground, close to Discord's dark theme: on the light theme it
 * reads like a card, on the dark one it does not glare. Each colour has a contrast of 4.5 : 1 or more on that ground.
 */
export const COLOURS = {
  ground: '#1e1f22',
  /** Rules and empty cells: seen, but not read. */
  faint: '#3a3c43',
  text: '#f2f3f5',
  quiet: '#b5bac1',
  /** For series, in this order; told apart by people who see few colours (after Okabe and Ito). */
  series: ['#56b4e9', '#e6a23c', '#3fc79a', '#e58fc1', '#f0e442', '#8ea1ff'],
  /** From little to much, each told apart from an empty cell (`faint`) and from the next. */
  amounts: ['#35789e', '#56b4e9', '#b3e0fb'],
  good: '#3fc79a',
  middling: '#e6a23c',
  poor: '#f0837c',
} as const;

/** The family of the fonts that {@link FONT_FILES} name: nothing of the system's is ever used. */
export const FONT_FAMILY = 'Inter';

/** Big enough to read where a phone shows 600 px of picture on 360 px of screen. */
export const FONT_PX = { title: 19, label: 16 } as const;

const axis = {
  axisLine: { lineStyle: { color: COLOURS.faint } },
  axisTick: { show: false },
  axisLabel: { color: COLOURS.quiet, fontSize: FONT_PX.label },
  nameTextStyle: { color: COLOURS.quiet, fontSize: FONT_PX.label },
  splitLine: { lineStyle: { color: COLOURS.faint } },
  splitArea: { show: false },
};

/** What ECharts uses where a chart says nothing else. */
export const chartTheme = {
  backgroundColor: COLOURS.ground,
  color: COLOURS.series,
  textStyle: { fontFamily: FONT_FAMILY, fontSize: FONT_PX.label, color: COLOURS.text },
  title: {
    textStyle: { color: COLOURS.text, fontSize: FONT_PX.title, fontWeight: 'bold' },
    subtextStyle: { color: COLOURS.quiet, fontSize: FONT_PX.label },
  },
  legend: { textStyle: { color: COLOURS.quiet, fontSize: FONT_PX.label } },
  categoryAxis: axis,
  valueAxis: axis,
  timeAxis: axis,
};
