import { homedir } from 'node:os';
import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsString, IsUrl, Matches, Max, Min } from 'class-validator';
import { declares } from '../variables/declaration.js';

/** How a kind of value is written, read and checked. */
interface Form {
  /** Completes the sentence `<NAME> must be …`; also used in the docs. */
  readonly expects: string;
  /** Parses the text; returns text that it cannot parse as it is, for a rule to refuse it. */
  readonly read?: (text: string) => unknown;
  /** The inverse, for the docs; default: `String`. */
  readonly write?: (value: unknown) => string;
  /** Decorators of class-validator, all with the same message. */
  readonly rules?: (must: { readonly message: string }) => readonly PropertyDecorator[];
}

export function form({ expects, read, write = String, rules = () => [] }: Form): PropertyDecorator {
  const reading = read ? [Transform(({ value }) => (typeof value === 'string' ? read(value) : value))] : [];
  return applyDecorators(
    ...reading,
    ...rules({ message: `$property must be ${expects}` }),
    declares({ expects, write }),
  );
}

/** @param expects completes the sentence `<NAME> must be …` */
export function Text(expects = 'text', pattern = /^[^\0]+$/): PropertyDecorator {
  return form({ expects, rules: (must) => [IsString(must), Matches(pattern, must)] });
}

/** Text that is valid in an HTTP header. */
export function PrintableText(): PropertyDecorator {
  return Text('printable ASCII without spaces', /^[\x21-\x7e]+$/);
}

/** As written without quotes in SQL, so that it means the same in a query of PostgREST. */
export function ColumnName(): PropertyDecorator {
  return Text('the name of a column, of a-z, 0-9 and _', /^[a-z_][a-z0-9_]{0,62}$/);
}

export function WholeNumber(min: number, max: number): PropertyDecorator {
  return form({
    expects: `a whole number from ${min} to ${max}`,
    rules: (must) => [Type(() => Number), IsInt(must), Min(min, must), Max(max, must)],
  });
}

/** `true` or `false`. */
export function Flag(): PropertyDecorator {
  const values: Readonly<Record<string, boolean>> = { true: true, false: false };
  return form({ expects: 'true or false', read: (text) => values[text] ?? text, rules: (must) => [IsBoolean(must)] });
}

export function OneOf(...values: readonly string[]): PropertyDecorator {
  const list = new Intl.ListFormat('en-GB', { type: 'disjunction' });
  return form({ expects: list.format(values), rules: (must) => [IsIn(values, must)] });
}

const HTTP_URL = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

export function HttpUrl(): PropertyDecorator {
  return form({ expects: 'an http(s) URL', rules: (must) => [IsUrl(HTTP_URL, must)] });
}

/** An absolute path; a leading `~/` means the home of the server's user. */
export function AbsolutePath(): PropertyDecorator {
  return form({
    expects: 'an absolute path',
    read: (text) => text.replace(/^~(?=\/|$)/, homedir()),
    write: (path) =>
      String(path).startsWith(`${homedir()}/`) ? `~${String(path).slice(homedir().length)}` : String(path),
    rules: (must) => [Matches(/^\//, must)],
  });
}

export function AbsolutePaths(): PropertyDecorator {
  return form({
    expects: 'absolute paths, separated by colons',
    read: (text) => text.split(':').filter(Boolean),
    write: (paths) => (paths as readonly string[]).join(':'),
    rules: (must) => [Matches(/^\/[^\0]*$/, { each: true, ...must })],
  });
}
