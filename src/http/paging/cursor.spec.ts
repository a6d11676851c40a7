import { describe, expect, it } from '@jest/globals';
import { fromCursor, toCursor } from './cursor.js';

const PLACE = [-3, '2026-01-31T09:30:00.123456+00:00', '00000000-0000-4000-8000-000000000000'] as const;
const KINDS = ['integer', 'moment', 'id'] as const;

describe('a cursor', () => {
  it('names the place that it was made of, to the microsecond', () => {
    expect(fromCursor(toCursor(PLACE), KINDS)).toEqual(PLACE);
  });

  it.each([
    [[...PLACE, 1]],
    [PLACE.slice(1)],
    [[0.5, PLACE[1], PLACE[2]]],
    [[1e10, PLACE[1], PLACE[2]]],
    [['1', PLACE[1], PLACE[2]]],
    [[1, 'yesterday', PLACE[2]]],
    [[1, '2026-02-30T00:00:00Z', PLACE[2]]],
    [[1, '0000-01-01T00:00:00Z', PLACE[2]]],
    [[1, '2026-01-01T00:00:00+23:00', PLACE[2]]],
    [[1, PLACE[1], "' or true --"]],
  ])('is refused when it is %j, which the store could not compare', (place) => {
    expect(() => fromCursor(toCursor(place), KINDS)).toThrow('cursor must be the next_cursor of an earlier answer');
  });

  it.each(['', 'x', '%', 'e30', 'bnVsbA'])('is refused when it is %j', (cursor) => {
    expect(() => fromCursor(cursor, KINDS)).toThrow('cursor must be the next_cursor');
  });
});
