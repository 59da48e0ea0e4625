import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { init } from 'echarts';
import type { Chart } from './protocol.ts';
import { chartTheme, FONT_FAMILY } from './theme.ts';

/** For the sharp screens of phones. */
const SCALE = 2;

const require = createRequire(import.meta.url);
const FONT_FILES = [
  require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf'),
];

/** Lays a chart out. Loading ECharts and drawing take hundreds of milliseconds: only the thread that draws does it. */
export function drawSvg({ widthPx, heightPx, option }: Chart): string {
  const instance = init(null, chartTheme, { renderer: 'svg', ssr: true, width: widthPx, height: heightPx });
  try {
    instance.setOption({ ...option, animation: false });
    return instance.renderToSVGString();
  } finally {
    instance.dispose();
  }
}

/** @returns the picture as a PNG, with {@link SCALE} pixels for each CSS pixel; its labels need no font of the system. */
export function rasterise(svg: string): Uint8Array<ArrayBuffer> {
  const font = { loadSystemFonts: false, fontFiles: FONT_FILES, defaultFontFamily: FONT_FAMILY };
  return new Uint8Array(new Resvg(svg, { font, fitTo: { mode: 'zoom', value: SCALE } }).render().asPng());
}
