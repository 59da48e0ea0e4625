/**
 * One idea and the ways to say it, separated by "|". `minus` holds the ways to say its opposite ("small" for size), so
 * that a denied word and its opposite come to the same. Words are compared by stem: inflections need not be listed,
 * irregular forms do. `weight` says how much hearing the idea tells: 1 for a term of art, near 0 for small talk.
 */
export interface Entry {
  idea: string;
  weight: number;
  plus: string;
  minus?: string;
}
