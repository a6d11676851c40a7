import { describe, expect, it } from '@jest/globals';
import { retryAfterOf } from './retry-after.js';

describe('Retry-After', () => {
  it.each([
    ['120', 120],
    ['0', 0],
    ['999999999', 86_400],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400],
    ['soon', null],
    ['', null],
    [undefined, null],
    [['1', '2'], null],
  ])('%p means %p seconds', (header, seconds) => {
    expect(retryAfterOf(header)).toBe(seconds);
  });
});
