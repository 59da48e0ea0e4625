/** "Cats or dogs"; of many classes the first are named. */
export function titleOf(classes: readonly string[]): string {
  const named = classes.length > 4 ? [...classes.slice(0, 3), `${classes.length - 3} more`] : [...classes];
  const last = named.pop() ?? '';
  const title = named.length > 0 ? `${named.join(', ')} or ${last}` : last;
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** As many items as fit into `max` characters, and how many more there are. @param max at least 20 */
export function listThatFits(items: readonly string[], max: number, separator = ', '): string {
  const more = (left: number): string => (left > 0 ? `${separator}and ${left} more` : '');
  let [text, taken] = ['', 0];
  for (const item of items) {
    const longer = text === '' ? item : `${text}${separator}${item}`;
    if (longer.length + more(items.length - taken - 1).length > max) break;
    [text, taken] = [longer, taken + 1];
  }
  return taken === 0 && items.length > 0 ? `${items.length} in all` : text + more(items.length - taken);
}

/** 11,177,538 */
export function withCommas(count: number): string {
  return count.toLocaleString('en-US');
}

/** 0.01 %, 75 %: two digits that count, no more. */
export function shareOf(part: number, whole: number): string {
  const percent = (part / Math.max(1, whole)) * 100;
  return `${percent >= 1 || percent === 0 ? Math.round(percent) : Number(percent.toPrecision(1))} %`;
}

/** "97 %", "over 99 %", "under 1 %": a network is never quite sure. */
export function sureness(share: number): string {
  if (share > 0.99) return 'over 99 %';
  return share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`;
}

/** "36/40 = 90 % (77–96)": the range is where the true accuracy likely lies. */
export function accuracyOf({ correct, tested, interval }: Accuracy): string {
  const range = interval.map((bound) => Math.round(bound * 100)).join('–');
  return `${correct}/${tested} = ${Math.round((correct / Math.max(1, tested)) * 100)} % (${range})`;
}

interface Accuracy {
  correct: number;
  tested: number;
  interval: readonly [number, number];
}

/** "20 s", "3 min", as one would say it. */
export function about(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, seconds < 10 ? Math.round(seconds) : Math.round(seconds / 5) * 5)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
