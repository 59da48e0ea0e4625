import { type ClassCount, describeImbalance } from './balance.ts';
import { type Fingerprint, findDuplicates } from './duplicates.ts';

/** Less cannot be judged at all. */
export const NEEDED = { classes: 2, pictures: 5 } as const;

export interface CheckedPicture {
  /** What its owner calls it. */
  name: string;
  file: string;
  fingerprint: Fingerprint;
}

export interface CheckedClass {
  name: string;
  pictures: readonly CheckedPicture[];
}

type Named = Pick<CheckedPicture, 'name' | 'file'> & { className: string };

/** Two pictures that are alike. */
export interface AlikePair {
  first: Named;
  second: Named;
  /** The same picture, not only a similar one. */
  exact: boolean;
}

export interface PictureCheck {
  counts: ClassCount[];
  /** Classes that are too small to be used, and how many pictures each lacks. */
  small: { name: string; missing: number }[];
  /** Alike pictures in two classes: one of the labels is wrong. */
  conflicts: AlikePair[];
  /** Alike pictures in one class; each picture is named once. */
  duplicates: AlikePair[];
  /** A sentence on uneven classes. */
  imbalance: string | undefined;
  /** Enough remains to train on. */
  ready: boolean;
}

/** Looks a data set over before anything is queued. */
export function checkPictures(classes: readonly CheckedClass[]): PictureCheck {
  const all = classes.flatMap(({ name: className, pictures }) =>
    pictures.map(({ name, file, fingerprint }) => ({ named: { name, file, className }, fingerprint })),
  );
  const pairs = findDuplicates(all.map(({ fingerprint }) => fingerprint)).flatMap(({ first, second, exact }) => {
    const [a, b] = [all[first]?.named, all[second]?.named];
    return a && b ? [{ first: a, second: b, exact }] : [];
  });
  const counts = classes.map(({ name, pictures }) => ({ name, pictures: pictures.length }));
  const small = counts.filter(({ pictures }) => pictures < NEEDED.pictures);
  const usable = counts.filter(({ pictures }) => pictures >= NEEDED.pictures);
  return {
    counts,
    small: small.map(({ name, pictures }) => ({ name, missing: NEEDED.pictures - pictures })),
    conflicts: eachOnce(pairs.filter(({ first, second }) => first.className !== second.className)),
    duplicates: eachOnce(pairs.filter(({ first, second }) => first.className === second.className)),
    imbalance: describeImbalance(usable),
    ready: usable.length >= NEEDED.classes,
  };
}

/** Of many that are like a picture one is named. */
function eachOnce(pairs: readonly AlikePair[]): AlikePair[] {
  const told = new Set<string>();
  return pairs.filter(({ second }) => {
    const isNew = !told.has(second.file);
    told.add(second.file);
    return isNew;
  });
}
