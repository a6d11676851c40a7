import { Latencies } from './latencies.js';

/** One row of a bench's table. */
export interface ReportRow {
  readonly name: string;
  readonly median: number;
  /** The middle half of the values: the first and the third quartile. */
  readonly spread: readonly [number, number];
  readonly count: number;
}

export function rowOf(name: string, values: readonly number[]): ReportRow {
  const all = new Latencies();
  for (const value of values) all.add(value);
  return { name, median: all.quantile(0.5), spread: [all.quantile(0.25), all.quantile(0.75)], count: values.length };
}

/** What a bench found; `ratio` compares with the yardstick measured in the same run. */
export interface Report {
  readonly bench: string;
  readonly unit: string;
  readonly rows: readonly ReportRow[];
  readonly ratio: number;
  /** A sentence about the ratio. */
  readonly verdict: string;
}

/** The median of the ratios within each pair: what the machine did besides fell on both of a pair. */
export function medianRatio(measured: readonly number[], yardstick: readonly number[]): number {
  return rowOf(
    '',
    measured.map((value, index) => value / (yardstick[index] ?? Number.NaN)),
  ).median;
}

/** Prints a table, or JSON if the command line says `--json`. */
export function print(report: Report): void {
  if (process.argv.includes('--json')) return void process.stdout.write(`${JSON.stringify(report)}\n`);
  const digits = report.unit === 'ms' || report.unit === 'MB' ? 0 : 1;
  const cell = (value: number): string => value.toFixed(digits).padStart(9);
  const lines = report.rows.map(
    ({ name, median, spread: [from, to], count }) =>
      `${name.padEnd(36)}${cell(median)}${cell(from)} …${cell(to)}${String(count).padStart(6)}`,
  );
  const head = `${report.unit.padEnd(36)}${'median'.padStart(9)}${'middle half'.padStart(20)}${'n'.padStart(6)}`;
  process.stdout.write(`${[head, ...lines, report.verdict].join('\n')}\n`);
}
