/** Hours and minutes as people type them: `7`, `7:30`, `07.30`, `730`, `7h30`, `7pm`, `7:30 a.m.` */
const TYPED = /^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(h|uhr|o'clock)?\s*([ap])?\.?\s*(m)?\.?$/i;

/** @returns the time as `HH:MM`; undefined when it is none. */
export function parseTimeOfDay(typed: string): string | undefined {
  const [whole, hourText = '', minuteText = '00', , half, m] = typed.trim().match(TYPED) ?? [];
  if (whole === undefined || (half === undefined) !== (m === undefined)) return undefined;
  const hour = half === undefined ? Number(hourText) : fromTwelve(Number(hourText), half);
  const minute = Number(minuteText);
  if (hour === undefined || hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function fromTwelve(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}
