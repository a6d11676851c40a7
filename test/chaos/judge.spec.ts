import { describe, expect, it } from '@jest/globals';
import { goodEvidence } from './invariants/planted.js';
import { judge } from './judge.js';

describe('the judge of chaos', () => {
  it('finds nothing where nothing went wrong; what each invariant finds is told by its own spec', () => {
    expect(judge(goodEvidence())).toEqual([]);
  });
});
