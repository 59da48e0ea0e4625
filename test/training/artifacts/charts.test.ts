import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Epoch } from '../../../models/transfer.ts';
import { drawSvg, rasterise } from '../../../src/charts/draw.ts';
import type { Chart } from '../../../src/charts/protocol.ts';
import { classLabels, cutToWidth } from '../../../src/training/artifacts/card.ts';
import { confusionAlt, confusionChart, countConfusion } from '../../../src/training/artifacts/confusion-chart.ts';
import { curvesAlt, curvesChart } from '../../../src/training/artifacts/curves-chart.ts';
import { paintHeatMap } from '../../../src/training/artifacts/heat-map.ts';
import { heatMapsAlt, heatMapsChart } from '../../../src/training/artifacts/heat-maps-chart.ts';
import { mistakesAlt, mistakesChart } from '../../../src/training/artifacts/mistakes-chart.ts';
import { predictionChart } from '../../../src/training/artifacts/prediction-chart.ts';

const classes = ['cup', 'glass', '猫'];
const epochs = (...validationLosses: number[]): Epoch[] =>
  validationLosses.map((validationLoss, i) => ({
    ...{ loss: 1 / (i + 1), accuracy: 0.5 + i / 10, validationLoss, validationAccuracy: 0.75 },
  }));
const curves = {
  rounds: 5,
  stages: [
    { stage: 'feature-extraction', epochs: epochs(0.9, 0.5, 0.6) },
    { stage: 'fine-tuning', epochs: epochs(0.4) },
  ],
};
const counts = countConfusion(3, [0, 0, 1, 2, 2], [0, 1, 1, 2, 0]);
const red = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#f00' } })
  .png()
  .toBuffer();
const mistakes = {
  ...{ stage: 'fine-tuning', classes, wrong: 2, tested: 5 },
  worst: [
    { is: 2, said: 0, confidence: 0.93, thumbnail: red },
    { is: 0, said: 1, confidence: 0.996, thumbnail: red },
  ],
};
const heatMaps = {
  ...{ classes, stages: ['feature-extraction', 'fine-tuning'] },
  columns: [{ is: 1, picture: red, heats: [0, 1].map((said) => ({ said, confidence: 0.6 + said / 5, png: red })) }],
};

const textsIn = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
const rawOf = (svg: string) => sharp(rasterise(svg)).removeAlpha().raw().toBuffer();

describe.each<[string, Chart, string[]]>([
  [
    'curves',
    curvesChart(curves),
    ['How it learned', 'Head only', 'layer4 unfrozen', '3 epochs', '1 epoch', 'loss', '100 %'],
  ],
  [
    'confusion',
    confusionChart({ stage: 'fine-tuning', classes, counts }),
    ['cup', 'glass', 'class 3', 'and it said …'],
  ],
  [
    'mistakes',
    mistakesChart(mistakes),
    ['2 of 5 wrong, surest first', 'is class 3', 'said cup 93 %', 'said glass &gt;99 %'],
  ],
  [
    'heat maps',
    heatMapsChart(heatMaps),
    ['is glass', '✗ cup', '60 %', '✓ glass', '80 %', 'Head only', 'layer4 + head'],
  ],
  [
    'prediction',
    predictionChart({ className: 'cup', probability: 0.9, picture: red, heat: red }),
    ['cup 90 %', 'what spoke for cup'],
  ],
])('the picture of %s', (_, chart, expected) => {
  const svg = drawSvg(chart);

  it('names what it shows, with the shipped font alone: without its texts, each place is empty', async () => {
    expect(textsIn(svg)).toEqual(expect.arrayContaining(expected));
    const whole = await rawOf(svg);
    for (const text of expected) {
      expect((await rawOf(svg.replace(`>${text}</text>`, '></text>'))).equals(whole), `"${text}" left no ink`).toBe(
        false,
      );
    }
  });

  it('is an opaque card, as wide as a phone is sharp', async () => {
    const image = sharp(rasterise(svg));
    expect((await image.stats()).isOpaque).toBe(true);
    expect(await image.metadata()).toMatchObject({ width: 1200 });
    expect(chart.heightPx).toBeLessThan(720);
  });
});

describe('the names of classes', () => {
  it('are drawn as far as the font has their letters, else numbered', () => {
    expect(classLabels(['Ёлка', '🦊 fox', '猫', '👩‍👩‍👧', 'a<b>&"c"', 'Cão'])).toEqual([
      ...['Ёлка', 'fox', 'class 3', 'class 4', 'a<b>&"c"', 'Cão'],
    ]);
  });

  it('are cut to the width of their place', () => {
    expect(cutToWidth('iiiiiiiiii', 70)).toBe('iiiiiiiiii');
    expect(cutToWidth('WWWWWWWWWW', 70)).toBe('WWWW…');
  });

  it('cannot break out of the picture', () => {
    const svg = drawSvg(
      confusionChart({
        stage: 'x',
        classes: ['</text><script>', '{a|b}'],
        counts: [
          [1, 0],
          [0, 1],
        ],
      }),
    );
    expect(svg).not.toContain('<script>');
    expect(svg).toContain('{a|b}');
  });
});

describe('the alternative texts', () => {
  it('say what the pictures show', () => {
    expect(counts).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 1],
    ]);
    expect(confusionAlt({ stage: 'fine-tuning', classes, counts })).toContain(
      'Of 2 cup: 1 as cup, 1 as glass. Of 1 glass: 1 as glass.',
    );
    expect(mistakesAlt(mistakes)).toBe(
      '2 pictures of 5 taken for the wrong class: 猫 taken for cup at 93 %; cup taken for glass at over 99 %.',
    );
    expect(heatMapsAlt(heatMaps)).toContain(
      'A picture of glass: Head only said cup at 60 %, layer4 + head said glass at 80 %.',
    );
    expect(curvesAlt(curves)).toContain(
      'Head only, 3 epochs, of which number 2 was kept: training loss from 1.00 to 0.50',
    );
  });
});

describe('a heat map', () => {
  const side = 60;
  const paint = async (values: number[]) => {
    const png = await paintHeatMap(
      { side, rgb: new Uint8Array(side * side * 3).fill(128) },
      { side: 2, values: Float32Array.from(values) },
    );
    return sharp(png).raw().toBuffer();
  };
  const lightness = (raw: Buffer, x: number, y: number) => {
    const [r = 0, g = 0, b = 0] = raw.subarray(3 * (y * side + x), 3 * (y * side + x) + 3);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };

  it('is lightest where most spoke for the class, also for eyes that see no colours', async () => {
    const raw = await paint([4, 0, 0, 2]);
    expect(lightness(raw, 5, 5)).toBeGreaterThan(lightness(raw, 55, 55) + 50);
  });

  it('is the picture in grey where nothing did', async () => {
    const raw = await paint([0, 0, 0, 0]);
    expect(new Set(raw)).toEqual(new Set([Math.floor(0.8 * 128)]));
  });
});
