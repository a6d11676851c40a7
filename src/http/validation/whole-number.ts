import { Transform } from 'class-transformer';

/** Digits only: `Number` would also read `1e2`, ` 5` and an empty string. At most 15, which a double holds exactly. */
export function toWholeNumber(text: unknown): number {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

/** A query parameter that is a whole number; anything else arrives as NaN, which `IsInt` refuses. */
export function WholeNumber(): PropertyDecorator {
  return Transform(({ value }) => toWholeNumber(value));
}
