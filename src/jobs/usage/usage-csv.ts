import { stringify } from 'csv-stringify/sync';
import { USAGE_NUMBERS, type UsageReport } from './usage-report.js';

/** The rows of a report as CSV (RFC 4180) with a header. Names that a spreadsheet would take for a formula are made inert. */
export function toUsageCsv({ rows }: UsageReport): string {
  return stringify([...rows], {
    header: true,
    columns: ['key', 'name', ...USAGE_NUMBERS],
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}
