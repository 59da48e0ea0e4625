/** Where an entry of a zip belongs. */
export type Placed =
  | { is: 'picture'; className: string; file: string }
  /** Nobody takes it for a picture: it is left out without a word. */
  | { is: 'ignored' }
  | { is: 'refused'; file: string; reason: string };

/** What systems leave in archives. */
const SYSTEM_NAMES = /^(?:\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Sorts the entries of a zip by their names alone: one folder a class, perhaps all of them in one common folder.
 * @param names as the zip has them; one that ends in a slash is a folder.
 */
export function placeEntries(names: readonly string[]): Placed[] {
  const paths = names.map((name) => (isUnsafe(name) ? undefined : name.split('/')));
  const files = paths.filter((path) => path !== undefined).filter((path) => !isSystem(path) && path.at(-1) !== '');
  const depth = commonFolders(files);
  return names.map((name, i) => placeEntry(name, paths[i], depth));
}

function placeEntry(name: string, path: string[] | undefined, depth: number): Placed {
  const file = name.split(/[\\/]/).filter(Boolean).at(-1) ?? name;
  if (!path) return { is: 'refused', file, reason: 'its path leads out of the zip' };
  if (path.at(-1) === '' || isSystem(path)) return { is: 'ignored' };
  const [className, ...rest] = path.slice(depth);
  if (className === undefined || rest.length === 0) return { is: 'refused', file, reason: 'not in a class folder' };
  if (rest.length > 1) return { is: 'refused', file, reason: `in a folder inside the class folder ${className}` };
  return { is: 'picture', className, file };
}

function isUnsafe(name: string): boolean {
  return name === '' || /^[a-z]:|^[\\/]/i.test(name) || name.includes('\0') || name.split(/[\\/]/).includes('..');
}

const isSystem = (path: readonly string[]): boolean => path.some((part) => SYSTEM_NAMES.test(part));

/** How many folders all class folders lie in. */
function commonFolders(paths: readonly string[][]): number {
  let depth = 0;
  const sharesFolder = () => new Set(paths.map((path) => path[depth])).size === 1;
  while (paths.some((path) => path.length > depth + 2) && sharesFolder()) depth += 1;
  return depth;
}
