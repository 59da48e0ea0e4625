import { useEffect, useState } from 'preact/hooks';

const UNITS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

const FORMATS: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** "in 3 hours", "2 days ago". */
export function relativeTime(atMs: number, nowMs: number): string {
  const seconds = Math.round((atMs - nowMs) / 1000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return format.format(Math.round(seconds / size), unit);
}

/** `<t:1795599000:R>`: a moment in the reader's own time; a relative one keeps up with the clock. */
export function Timestamp({ seconds, format }: { seconds: number; format: string | undefined }) {
  const date = new Date(seconds * 1000);
  const [nowMs, setNowMs] = useState(Date.now);
  const relative = format === 'R';
  useEffect(() => {
    if (!relative) return;
    const timer = setInterval(() => setNowMs(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, [relative]);
  if (Number.isNaN(date.getTime())) return <span>Invalid date</span>;
  const full = new Intl.DateTimeFormat(undefined, FORMATS.F).format(date);
  const shown = relative
    ? relativeTime(date.getTime(), nowMs)
    : new Intl.DateTimeFormat(undefined, FORMATS[format ?? 'f'] ?? FORMATS.f).format(date);
  return (
    <time class="timestamp" dateTime={date.toISOString()} title={full}>
      {shown}
    </time>
  );
}
