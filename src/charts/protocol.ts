import type { EChartsOption } from 'echarts';
import { z } from 'zod';

/** A picture as plain data: what cannot be cloned to a thread (functions) has no place in it. */
export interface Chart {
  /** In CSS pixels; the PNG has twice as many each way, for the screens of phones. */
  widthPx: number;
  heightPx: number;
  /** What ECharts draws: https://echarts.apache.org/en/option.html. `chartTheme` sets fonts and colours. */
  option: EChartsOption;
}

const side = z.number().int().min(16).max(2000);

/** To the thread that draws. */
export const drawRequestSchema = z.object({
  id: z.number().int(),
  chart: z.object({
    widthPx: side,
    heightPx: side,
    option: z.custom<EChartsOption>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  }),
});
export type DrawRequest = z.infer<typeof drawRequestSchema>;

/** From the thread that draws. */
export const drawReplySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('drawn'), id: z.number().int(), png: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('failed'), id: z.number().int(), reason: z.string() }),
]);
export type DrawReply = z.infer<typeof drawReplySchema>;
