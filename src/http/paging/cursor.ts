import { DomainError } from '../../platform/errors/domain-error.js';
import { isId } from '../validation/is-id.js';
import { toMoment } from '../validation/is-moment.js';

/** The values by which a list is ordered, of the last row of a page: there the next page begins, whatever came between. */
export type Place = readonly (string | number)[];

/** What each value of a place must be, so that the store can compare it. */
const KINDS = {
  integer: (value: unknown) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  bigint: (value: unknown) => Number.isSafeInteger(value),
  moment: (value: unknown) => !Number.isNaN(toMoment(value)),
  id: (value: unknown) => typeof value === 'string' && isId(value),
} as const;
export type PlaceKind = keyof typeof KINDS;

/** Opaque to callers, so that the order of a list may change. */
export function toCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * @param kinds of the values, in order.
 * @throws DomainError `invalid` for anything that `toCursor` did not make of such a place.
 */
export function fromCursor(cursor: string, kinds: readonly PlaceKind[]): Place {
  const place = parsed(Buffer.from(cursor, 'base64url').toString());
  const isPlace =
    Array.isArray(place) && place.length === kinds.length && kinds.every((kind, index) => KINDS[kind](place[index]));
  if (!isPlace) throw DomainError.invalid('cursor', 'cursor must be the next_cursor of an earlier answer, unchanged');
  return place as Place;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
