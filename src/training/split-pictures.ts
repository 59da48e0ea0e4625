import { seededRandom } from '../../models/random.ts';
import type { Picture } from '../../models/views.ts';
import { type Splittable, stratifiedFolds } from '../core/training/splits.ts';

export interface LabelledPicture extends Splittable {
  picture: Picture;
  /** Part of the folder that is only judged on. */
  isTest: boolean;
}

export type SplitKind = 'cross-validation' | 'held-out' | 'test-folder';

/** Under so many pictures one held-out part would be too small to judge on: every picture takes its turn. */
const CROSS_VALIDATE_UNDER = 60;
const FOLDS = 5;
const HELD_OUT_SHARE = 4;

/** What is learned from in a round, and what is judged on. */
export interface Part {
  /** Indices of pictures. */
  training: number[];
  tested: number[];
}

/** Decides which pictures are judged on: another folder's, each in its turn, or a part that is held out. */
export function splitPictures(pictures: readonly LabelledPicture[], seed: number): { kind: SplitKind; parts: Part[] } {
  const all = pictures.map((_, i) => i);
  const own = all.filter((i) => !pictures[i]?.isTest);
  if (own.length < all.length) {
    return { kind: 'test-folder', parts: [{ training: own, tested: all.filter((i) => pictures[i]?.isTest) }] };
  }
  const isSmall = own.length < CROSS_VALIDATE_UNDER;
  const folds = isSmall ? FOLDS : HELD_OUT_SHARE;
  const foldOf = stratifiedFolds(pictures, folds, seededRandom(seed));
  const parts = Array.from({ length: isSmall ? folds : 1 }, (_, fold) => ({
    training: all.filter((i) => foldOf[i] !== fold),
    tested: all.filter((i) => foldOf[i] === fold),
  }));
  return { kind: isSmall ? 'cross-validation' : 'held-out', parts };
}
