/**
 * A time of the show.
 *
 * @param text - `90`, `1:30`, `1:02:03.5`
 * @returns s
 */
export function parseTime(text: string): number | null {
  const parts = /^(?:(?:(\d{1,3}):)?(\d{1,5}):)?(\d{1,6}(?:\.\d{1,6})?)$/.exec(text.trim());
  if (parts === null) return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  if (parts[2] !== undefined && Number(seconds) >= 60) return null;
  if (parts[1] !== undefined && Number(minutes) >= 60) return null;
  return 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
}

/** @returns `1:02.5`, `1:02:03` */
export function showTime(s: number): string {
  const hundredths = Math.round(s * 100);
  const two = (n: number): string => String(n).padStart(2, '0');
  const seconds = `${two(Math.floor(hundredths / 100) % 60)}${hundredths % 100 === 0 ? '' : `.${two(hundredths % 100)}`.replace(/0$/, '')}`;
  const minutes = Math.floor(hundredths / 6000) % 60;
  const hours = Math.floor(hundredths / 360_000);
  return hours > 0 ? `${hours}:${two(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}
