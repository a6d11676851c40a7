import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConflictMarkers } from './conflict-markers.js';

const CONFLICT = ['<<<<<<< HEAD', 'ours', '=======', 'theirs', '>>>>>>> other'];

describe('ConflictMarkers', () => {
  let markers: ConflictMarkers;
  beforeEach(() => {
    markers = new ConflictMarkers();
  });
  const read = (name: string, lines: readonly string[]): void => {
    markers.file(name);
    for (const line of lines) markers.added(line, true);
  };

  it('finds the three lines, whatever stands between them and however the lines end', () => {
    read('plain', CONFLICT);
    read(
      'windows',
      CONFLICT.map((line) => `${line}\r`),
    );
    read('with its base', ['<<<<<<< a', '||||||| b', 'x', '=======', '=======', '>>>>>>> c']);
    read('"with\\ttab"', ['before', '<<<<<<< begun twice', ...CONFLICT, 'after', ...CONFLICT]);
    expect(markers.found).toEqual(['plain', 'windows', 'with its base', 'with\ttab']);
  });

  it.each([
    ['headings', ['Title', '=======', 'Text', '=======']],
    ['another order', ['>>>>>>> a', '=======', '<<<<<<< b']],
    ['no middle', ['<<<<<<< a', '>>>>>>> b']],
    ['a longer row', ['<<<<<<< a', '========', '>>>>>>> b']],
    ['lines that are indented', CONFLICT.map((line) => ` ${line}`)],
    ['markers without a name', ['<<<<<<<', '=======', '>>>>>>>']],
  ])('does not mind %s', (_case, lines) => {
    read('file', lines);
    expect(markers.found).toEqual([]);
  });

  it('does not put lines of two files together, or pieces of one line', () => {
    read('first', CONFLICT.slice(0, 3));
    read('second', CONFLICT.slice(3));
    markers.file('third');
    for (const [text, isEnd] of [
      ['long', false],
      ['<<<<<<< a', true],
      ['=======', true],
      ['>>>>>>> b', true],
    ] as const)
      markers.added(text, isEnd);
    expect(markers.found).toEqual([]);
  });
});
