import type { Chart } from '../../charts/protocol.ts';
import { COLOURS, FONT_FAMILY, FONT_PX } from '../../charts/theme.ts';
import { trainPictures as texts } from '../../core/texts/index.ts';
import { sureness } from '../../core/training/wording.ts';

export type Option = Chart['option'];

/** All pictures of a run have one width, so that Discord shows them alike. */
export const WIDTH_PX = 600;
export const MARGIN_PX = 20;
/** Below the heading. */
export const TOP_PX = 76;
export const LINE_PX = 22;

/** The letters that the shipped font has. */
const DRAWABLE = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{Zs}\p{Sc}\p{Sm}\p{M}]+$/u;

/**
 * What classes are called in a picture: their names as far as the font has the letters, else a number ("class 2"), which
 * the alternative text explains.
 */
export function classLabels(classes: readonly string[]): string[] {
  return classes.map((name, i) => {
    // What stands for one character with others, such as an emoji's parts, goes as a whole.
    const drawn = [...new Intl.Segmenter('en').segment(name)]
      .map(({ segment }) => segment)
      .filter((segment) => DRAWABLE.test(segment))
      .join('')
      .trim();
    return /[\p{L}\p{N}]/u.test(drawn) ? drawn : texts.classNumber(i + 1);
  });
}

/** Widths of the shipped font's letters at the labels' size, rather too wide than too narrow, in pixels. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/\p{M}/u, 0],
  [/[\sijlftrI.,:;'!|()[\]]/, 6],
  [/[mwMW@%ЖШЩЮМФ]/, 15],
  [/[\p{Lu}\p{N}]/u, 11.5],
];
const OTHER_WIDTH_PX = 9.5;

/** Cuts a label where it would be wider than its place. */
export function cutToWidth(label: string, widthPx: number): string {
  const widthOf = (char: string) => WIDTHS.find(([letters]) => letters.test(char))?.[1] ?? OTHER_WIDTH_PX;
  const chars = [...label];
  const whole = chars.reduce((sum, char) => sum + widthOf(char), 0);
  if (whole <= widthPx) return label;
  let room = widthPx - OTHER_WIDTH_PX;
  const fitting = chars.findIndex((char) => {
    room -= widthOf(char);
    return room < 0;
  });
  return `${chars.slice(0, fitting).join('').trimEnd()}…`;
}

/** The title of a picture and a line that says what is seen. */
export function heading(title: string, line: string): NonNullable<Option['title']> {
  return { text: title, subtext: line, left: MARGIN_PX, top: 18, padding: 0, itemGap: 8 };
}

interface TextSpec {
  x: number;
  y: number;
  align?: 'left' | 'center' | 'right';
  colour?: string;
  isBold?: boolean;
}

/** A line of text anywhere; `y` is its top. */
export function text(value: string, { x, y, align = 'left', colour = COLOURS.text, isBold = false }: TextSpec) {
  const font = { fontFamily: FONT_FAMILY, fontSize: FONT_PX.label, fontWeight: isBold ? 'bold' : 'normal' };
  return { type: 'text', x, y, style: { text: value, fill: colour, align, ...font }, silent: true };
}

/** A square picture. */
export function image(png: Buffer, { x, y, sidePx }: { x: number; y: number; sidePx: number }) {
  const source = `data:image/png;base64,${png.toString('base64')}`;
  return { type: 'image', x, y, style: { image: source, width: sidePx, height: sidePx }, silent: true };
}

/** A chart of texts and images alone. */
export function card(heightPx: number, title: NonNullable<Option['title']>, elements: readonly object[]): Chart {
  return { widthPx: WIDTH_PX, heightPx, option: { title, graphic: { elements } } as Option };
}

/** What a network is sure of, as narrow as a percentage: ">99 %". */
export function shortSureness(share: number): string {
  return sureness(share).replace('over ', '>').replace('under ', '<');
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
