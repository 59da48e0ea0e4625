import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { progressChart } from '../../commands/progress-chart.ts';
import { drawSvg, rasterise } from '../../src/charts/draw.ts';
import { COLOURS } from '../../src/charts/theme.ts';
import { addDays } from '../../src/core/progress/days.ts';
import type { Progress } from '../../src/core/progress/progress.ts';

const TODAY = '2026-11-24';
const topic = (title: string, mark: number) => ({ title, mark, answered: 4, questions: 5 });
const PROGRESS = {
  today: TODAY,
  activity: {
    days: [-40, -9, -3, 0].map((days, index) => ({ day: addDays(TODAY, days), done: index * 2 + 1 })),
    total: 16,
    week: 7,
  },
  marks: [30, 60, 95].map((score, index) => ({ day: addDays(TODAY, index - 3), score })),
  topics: [topic('Strategy 1: feature extraction', 90), topic('The idea', 35)],
} satisfies Progress;

const svgOf = (progress: Progress): string => drawSvg(progressChart(progress));
const rawOf = (svg: string) => sharp(rasterise(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
const textsIn = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
const fillsIn = (svg: string) => new Set([...svg.matchAll(/fill="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour));

/** Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('the progress picture', () => {
  it('is as wide as a phone is sharp, and not taller than it shows', async () => {
    const { info } = await rawOf(svgOf(PROGRESS));
    expect(info.width).toBe(1200);
    expect(info.height).toBeGreaterThan(900);
    expect(info.height).toBeLessThan(1600);
  });

  it('draws every label that it names: without its texts, each place is empty', async () => {
    const svg = svgOf(PROGRESS);
    expect(textsIn(svg)).toEqual(
      expect.arrayContaining(['The last 16 weeks', 'Mo', 'Sep', '21 Nov', '23 Nov', 'The idea', '35 · 4 of 5']),
    );
    const [whole, ...without] = await Promise.all([
      rawOf(svg),
      ...textsIn(svg).map((text) => rawOf(svg.replace(`>${text}</text>`, '></text>'))),
    ]);
    for (const [nth, { data }] of without.entries()) {
      expect(data.equals(whole!.data), `"${textsIn(svg)[nth]}" left no ink`).toBe(false);
    }
  });

  it('reads on dark and light themes alike: an opaque ground, and enough contrast on it', async () => {
    const { isOpaque } = await sharp(rasterise(svgOf(PROGRESS))).stats();
    expect(isOpaque).toBe(true);
    const { ground, faint, text, quiet, series, good, middling, poor, amounts } = COLOURS;
    for (const colour of [text, quiet, ...series, good, middling, poor]) {
      expect(contrast(colour, ground), colour).toBeGreaterThan(4.5);
    }
    for (const [nth, amount] of amounts.entries()) {
      expect(contrast(amount, amounts[nth - 1] ?? faint), amount).toBeGreaterThan(1.5);
    }
  });

  it('paints a busy day brighter than a quiet one, and one without practice not at all', () => {
    expect([...fillsIn(svgOf(PROGRESS))]).toEqual(expect.arrayContaining([...COLOURS.amounts, COLOURS.faint]));
    const idle = fillsIn(svgOf({ ...PROGRESS, activity: { days: [], total: 0, week: 0 } }));
    for (const amount of COLOURS.amounts) expect(idle.has(amount)).toBe(false);
  });

  it('gives no room to what is not shared, and shows the best and the weakest of many topics', () => {
    const { activity: _, ...marksAndTopics } = PROGRESS;
    expect(textsIn(svgOf(marksAndTopics))).not.toContain('Mo');
    const only = svgOf({ today: TODAY, marks: PROGRESS.marks });
    expect(textsIn(only).filter((text) => /weeks|Marks|known/.test(text))).toHaveLength(1);
    const many = Array.from({ length: 12 }, (_, nth) => topic(`Topic ${nth + 1}`, 90 - nth * 5));
    const named = textsIn(svgOf({ ...PROGRESS, topics: many })).filter((text) => text.startsWith('Topic'));
    expect(named).toEqual(['Topic 1', 'Topic 2', 'Topic 3', 'Topic 10', 'Topic 11', 'Topic 12']);
  });
});
