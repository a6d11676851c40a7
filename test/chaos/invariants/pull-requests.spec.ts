import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../evidence.js';
import { branch, goodEvidence, verdict } from './planted.js';

const withBranch = (part: object): Evidence => {
  const good = goodEvidence();
  return { ...good, branches: good.branches.map((each, index) => (index === 0 ? { ...each, ...part } : each)) };
};

describe('one pull request per branch', () => {
  it('finds a second one, and none where a job completed', () => {
    expect(verdict(withBranch({ pullRequests: 2 }))).toEqual([expect.stringContaining('2 pull requests')]);
    expect(verdict(withBranch({ pullRequests: 0 }))).toEqual([expect.stringContaining('no pull request')]);
  });

  it('finds work that was committed twice, lost, or pushed where nobody wanted it', () => {
    expect(verdict(withBranch({ commitsAhead: 2 }))).toEqual([expect.stringContaining('2 commits of 1 jobs')]);
    expect(verdict(withBranch({ files: ['code-2-1.txt'] }))).toEqual([expect.stringContaining('not on the branch')]);
    expect(verdict(goodEvidence({ branches: [branch('feature/ralph-3', 'ralph-3')] }))).toEqual([
      expect.stringContaining('its branch is not at the forge'),
    ]);
    const { branches } = goodEvidence();
    expect(verdict(goodEvidence({ branches: [...branches, branch('feature/odd', 'odd')] }))).toContain(
      'one pull request per branch: feature/odd: no job was to make it',
    );
  });
});
