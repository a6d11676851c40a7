import { ValidateBy } from 'class-validator';

/** Years and offsets are those that Postgres reads, too. */
const MOMENT = /^([1-9]\d{3}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** Milliseconds since the epoch; NaN for anything but a date, a time and its offset in ISO 8601. */
export function toMoment(value: unknown): number {
  if (typeof value !== 'string') return Number.NaN;
  const day = MOMENT.exec(value)?.[1];
  return day !== undefined && isDay(day) ? Date.parse(value) : Number.NaN;
}

/** `Date` takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const begin = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(begin.getTime()) && begin.toISOString().startsWith(day);
}

/** A moment in ISO 8601, past or future. */
export function IsMoment(): PropertyDecorator {
  return ValidateBy({
    name: 'isMoment',
    validator: {
      validate: (value) => !Number.isNaN(toMoment(value)),
      defaultMessage: (args) => `${args?.property ?? 'time'} must be a time such as 2030-01-31T00:00:00Z`,
    },
  });
}
