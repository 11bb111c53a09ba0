/** One measured figure. */
export interface Row {
  readonly what: string;
  readonly value: number | string;
  readonly unit: string;
}

/** @param part - 0..1; @returns that quantile of the values, nearest rank */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

export function printTable(title: string, rows: readonly Row[]): void {
  const wide = Math.max(...rows.map((row) => row.what.length), 10);
  process.stdout.write(`\n${title}\n`);
  for (const { what, value, unit } of rows) process.stdout.write(`  ${what.padEnd(wide)}  ${String(value).padStart(10)} ${unit}\n`);
}
