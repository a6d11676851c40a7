import { DomainError } from '../../platform/errors/domain-error.js';

/** Moments from `from` to before `to`. */
export interface UsageRange {
  readonly from: Date;
  readonly to: Date;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const MS_PER_DAY = 86_400_000;
/** Later years have five digits, which the store does not read. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * The range of a query. A day (UTC) counts whole, as its first and as its last day. Default: from the first day of the month
 * until now. @throws DomainError naming the field.
 */
export function toUsageRange(from: string | undefined, to: string | undefined, now = new Date()): UsageRange {
  const end = to === undefined ? now : momentOf('to', to, MS_PER_DAY);
  const start =
    from === undefined ? firstOfMonth(to === undefined ? now : new Date(end.getTime() - 1)) : momentOf('from', from, 0);
  if (start >= end) throw DomainError.invalid('to', 'to must be later than from');
  return { from: start, to: end };
}

function momentOf(field: 'from' | 'to', text: string, wholeDayMs: number): Date {
  const isDay = DAY.test(text);
  const moment = isDay || MOMENT.test(text) ? new Date(text) : new Date(Number.NaN);
  // Postgres and JavaScript disagree about years beyond these; and the 31st of June becomes a day of July.
  const isOdd = Number.isNaN(moment.getTime()) || (isDay && moment.toISOString().slice(0, 10) !== text);
  if (isOdd || moment.getUTCFullYear() < 2000)
    throw DomainError.invalid(
      field,
      `${field} must be a day such as 2026-11-30, or a time in ISO 8601 with its time zone, from the year 2000 on`,
    );
  return new Date(Math.min(moment.getTime() + (isDay ? wholeDayMs : 0), LATEST));
}

function firstOfMonth(day: Date): Date {
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
}
