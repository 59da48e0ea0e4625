import type { Token } from './tokens.ts';

/** A number with the interval that its digits leave open: "8.4M" is anything from 8.35 to 8.45 million. */
export interface Quantity {
  value: number;
  low: number;
  high: number;
  /** What the sign or word behind it makes of it. */
  unit: 'percent' | 'times' | 'none';
}

const SUFFIXES: [RegExp, number][] = [
  [/^\s?(?:k|thousand)$/i, 1e3],
  [/^\s?(?:m|mio|mln|mil|million|millions)$/i, 1e6],
  [/^\s?hundred$/i, 100],
];
const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['millions', 1e6],
]);

/** Reads a number as people type it: "1,026", "1 026", "8.4M", "75 %", "1e-4". */
export function parseNumber(text: string): Quantity {
  const raw = /^[\d.,_\s\u00a0\u202f]*\d(?:e[-+−–]?\d+)?/i.exec(text)?.[0] ?? text;
  const rest = text.slice(raw.length);
  const grouped = /[,_\s\u00a0\u202f]/u.test(raw) || /^\d+(?:\.\d{3}){2,}$/.test(raw);
  const separators = raw.includes(',') || !raw.includes('.') ? /[,_\s\u00a0\u202f]/gu : /[._\s\u00a0\u202f]/gu;
  const digits = grouped ? raw.replace(separators, '') : raw.replace(/[−–]/g, '-');
  const scale = SUFFIXES.find(([pattern]) => pattern.test(rest))?.[1] ?? 1;
  return quantityOf(digits, scale, unitOf(rest));
}

function unitOf(rest: string): Quantity['unit'] {
  if (/^\s?(?:%|percent|per cent)/i.test(rest)) return 'percent';
  return /^\s?(?:x|×|times|fold)$/i.test(rest) ? 'times' : 'none';
}

function quantityOf(digits: string, scale: number, unit: Quantity['unit']): Quantity {
  const value = Number(digits) * scale;
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  // Zeros at the end of a whole number are taken for rounding: "1000" may be 1,026, "1,024" may not.
  const zeros = decimals > 0 ? 0 : Math.min(/0*$/.exec(mantissa)?.[0].length ?? 0, mantissa.length - 1);
  const step = 10 ** (Number(exponent) - decimals + zeros) * scale;
  const half = zeros > 0 || scale > 1 || decimals > 0 || unit === 'percent' ? step / 2 : 0;
  return { value, low: value - half, high: value + half, unit };
}

/** @returns 1 when the two may be the same number, 0.5 when two small rates are of the same order, else 0. */
export function sameQuantity(a: Quantity, b: Quantity): number {
  if (a.unit !== b.unit && a.unit !== 'none' && b.unit !== 'none') return 0;
  if ((b.value >= a.low && b.value <= a.high) || (a.value >= b.low && a.value <= b.high)) return 1;
  const bothRates = a.value > 0 && b.value > 0 && a.value < 0.05 && b.value < 0.05;
  return bothRates && Math.abs(Math.log10(a.value / b.value)) < 0.75 ? 0.5 : 0;
}

/** Joins number words ("one thousand twenty six", "a few hundred", "half") into one token with a quantity. */
export function numberAfterWords(tokens: Token[]): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; ) {
    const first = tokens[index];
    if (first === undefined) break;
    const run = NUMBER_WORDS.has(first.text) ? spelledNumber(tokens, index) : NO_NUMBER;
    const last = tokens[index + run.length - 1];
    if (run.length === 0 || last === undefined) {
      joined.push(first);
      index += 1;
      continue;
    }
    joined.push({ ...first, text: '#', stem: '#', end: last.end, quantity: run.quantity });
    index += run.length;
  }
  return joined;
}

/** "few" and "couple" before a scale stand for about three. */
const VAGUE = new Map([
  ['few', 3],
  ['couple', 2],
  ['several', 4],
  ['some', 3],
]);

/** Words that a number may begin with. */
const NUMBER_WORDS = new Set([
  ...ONES,
  ...TENS,
  ...VAGUE.keys(),
  ...[...SCALES.keys()].flatMap((word) => [word, `${word}s`]),
]);
const NO_NUMBER: SpelledNumber = { length: 0 };

/** How many tokens it takes: 0 when there is none. */
interface SpelledNumber {
  length: number;
  quantity?: Quantity;
}

function spelledNumber(tokens: Token[], from: number): SpelledNumber {
  let total = 0;
  let current = 0;
  let length = 0;
  let scaled = false;
  let vague = false;
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || (index > from && token.breakBefore > 0 && token.text !== 'and')) break;
    const one = ONES.indexOf(token.text);
    const ten = TENS.indexOf(token.text);
    const scale = SCALES.get(token.text.replace(/s$/, ''));
    const next = tokens[index + 1]?.text.replace(/s$/, '') ?? '';
    if (scale !== undefined) {
      if (length === 0 && from > 0 && tokens[from - 1]?.quantity !== undefined) break;
      if (token.text.endsWith('s') || length === 0) vague = true;
      current = (current === 0 ? 1 : current) * scale;
      if (scale >= 1e3) {
        total += current;
        current = 0;
      }
      scaled = true;
    } else if (VAGUE.has(token.text) && SCALES.has(next)) {
      current = VAGUE.get(token.text) ?? 3;
      vague = true;
    } else if (one >= 0) current += one;
    else if (ten >= 0) current += 20 + 10 * ten;
    else if (!(token.text === 'and' && scaled && (ONES.includes(next) || TENS.includes(next)))) break;
    length = index - from + 1;
  }
  const value = total + current;
  const loose = vague ? 0.6 * value : 0;
  // A lone "one" or "two" is more often a pronoun or a count of layers than a number worth comparing.
  if (length === 0 || (!scaled && length === 1 && value < 10)) return { length: 0 };
  return { length, quantity: { value, low: value - loose, high: value + loose, unit: 'none' } };
}
