import { Transform } from 'class-transformer';

/** Trims a string; any other value stays for `IsString` to refuse. */
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }) => (typeof value === 'string' ? value.trim() : value));

// oxlint-disable-next-line no-control-regex -- Postgres stores no NUL in a text
export const WITHOUT_NUL = /^[^\x00]*$/;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
export const ONE_LINE = /^[^\x00-\x1f\x7f]*$/;
