import { distance } from 'fastest-levenshtein';

/** Words shorter than this are not mended: too many real words lie one letter apart ("air", "chair"). */
const MIN_LENGTH = 5;

/** Finds the known word that a misspelt one stands for. */
export interface Speller {
  /** @returns the known word within one slip (two in long words), or undefined. */
  correct(word: string): string | undefined;
}

/**
 * A speller over a fixed vocabulary. Words are looked up by what is left of them when a letter is deleted, so that no
 * input is compared with the whole vocabulary (Garbe's symmetric deletes). `realWords` are never taken for misspelt.
 */
export function createSpeller(vocabulary: Iterable<string>, realWords: ReadonlySet<string>): Speller {
  const byDeletion = new Map<string, string[]>();
  const known = new Set<string>();
  for (const word of vocabulary) {
    if (known.has(word) || word.length < MIN_LENGTH) continue;
    known.add(word);
    for (const key of new Set([word, ...deletions(word)])) {
      const words = byDeletion.get(key);
      if (words === undefined) byDeletion.set(key, [word]);
      else words.push(word);
    }
  }
  const correct = (word: string): string | undefined => {
    if (word.length < MIN_LENGTH || word.length > 24 || known.has(word) || realWords.has(word)) return undefined;
    for (const key of [word, ...deletions(word)]) {
      for (const candidate of byDeletion.get(key) ?? []) if (isSlip(word, candidate)) return candidate;
    }
    return undefined;
  };
  return { correct };
}

function deletions(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1));
}

/** One letter swapped, missing, added or wrong; in short words only a swap or a doubled letter, with the same start. */
function isSlip(word: string, known: string): boolean {
  if (word[0] !== known[0]) return false;
  const edits = distance(word, known);
  if (edits === 2) return known.length >= 9 || sorted(word) === sorted(known);
  if (edits !== 1) return false;
  if (Math.min(word.length, known.length) > 5) return true;
  return word.length !== known.length && undoubled(word) === undoubled(known);
}

const sorted = (word: string): string => [...word].sort().join('');
const undoubled = (word: string): string => word.replace(/(.)\1+/g, '$1');
