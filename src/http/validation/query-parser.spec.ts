import { describe, expect, it } from '@jest/globals';
import { parseQuery } from './query-parser.js';

describe('a query string', () => {
  it.each<[string, string, object]>([
    ['of plain parameters', 'limit=2&q=a%20b', { limit: '2', q: 'a b' }],
    ['with members of an object', 'metadata[ticket]=7&metadata%5Bteam%5D=a', { metadata: { ticket: '7', team: 'a' } }],
    ['with one member twice', 'metadata[a]=1&metadata[a]=2', { metadata: { a: ['1', '2'] } }],
    ['with an object that is a text, too', 'metadata=x&metadata[a]=1', { metadata: ['x', { a: '1' }] }],
    ['with brackets elsewhere', '[a]=1&b[c][d]=2&e[=3', { '[a]': '1', 'b[c][d]': '2', 'e[': '3' }],
    ['that is empty', '', {}],
  ])('%s', (_, text, query) => {
    expect({ ...parseQuery(text) }).toEqual(query);
  });

  it('reaches no prototype', () => {
    parseQuery('__proto__[polluted]=1&constructor[prototype]=2');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
