import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { progressChart } from '../../commands/progress-chart.ts';
import { drawSvg, rasterise } from '../../src/charts/draw.ts';
import { addDays } from '../../src/core/progress/days.ts';
import type { Progress } from '../../src/core/progress/progress.ts';

const TODAY = '2026-11-24';
const PROGRESS: Progress = {
  today: TODAY,
  activity: {
    days: [-40, -9, -3, 0].map((days, index) => ({ day: addDays(TODAY, days), done: index * 2 + 1 })),
    total: 16,
    week: 7,
  },
  marks: [30, 60, 95].map((score, index) => ({ day: addDays(TODAY, index - 3), score })),
  topics: [
    { title: 'Strategy 1: feature extraction', mark: 90, answered: 4, questions: 5 },
    { title: 'The idea', mark: 35, answered: 1, questions: 2 },
  ],
};
const draw = async (progress: Progress) => {
  const image = sharp(rasterise(drawSvg(progressChart(progress))))
    .removeAlpha()
    .raw();
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return {
    ...info,
    pixel: (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)],
  };
};
/** How many different colours a part of the picture has: a label that is drawn has many, an empty ground one. */
const coloursIn = ({ pixel }: Awaited<ReturnType<typeof draw>>, [left, top, right, bottom]: number[]) => {
  const seen = new Set<string>();
  for (let y = top ?? 0; y < (bottom ?? 0); y += 1)
    for (let x = left ?? 0; x < (right ?? 0); x += 1) seen.add(String(pixel(x, y)));
  return seen.size;
};

describe('the progress picture', () => {
  it('is wide enough for a phone, with titles and labels really drawn', async () => {
    const picture = await draw(PROGRESS);
    expect(picture.width).toBe(1200);
    for (const part of [
      [40, 20, 400, 80],
      [40, 480, 420, 540],
      [40, 940, 620, 1000],
      [40, 1020, 480, 1080],
    ])
      expect(coloursIn(picture, part)).toBeGreaterThan(10);
  });

  it('grows with the topics, and draws a learner who has only read', async () => {
    const { topics: _, marks: __, ...onlyRead } = PROGRESS;
    const [short, long] = [await draw(onlyRead), await draw(PROGRESS)];
    expect(short.height).toBeLessThan(long.height);
    expect(coloursIn(short, [40, 20, 400, 80])).toBeGreaterThan(10);
  });

  it('paints a busy day brighter than a quiet one, and one without practice not at all', async () => {
    const chart = drawSvg(progressChart(PROGRESS));
    const fills = (progress: string) =>
      new Set([...progress.matchAll(/fill="(#[0-9a-f]{6})"/g)].map(([, colour]) => colour));
    expect([...fills(chart)]).toEqual(expect.arrayContaining(['#2c5d78', '#3f88b3', '#56b4e9', '#3a3c43']));
    const idle = drawSvg(progressChart({ ...PROGRESS, activity: { days: [], total: 0, week: 0 } }));
    expect(fills(idle).has('#2c5d78')).toBe(false);
  });
});
