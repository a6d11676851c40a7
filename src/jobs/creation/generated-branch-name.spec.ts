import { describe, expect, it } from '@jest/globals';
import { isBranchName } from '../../http/validation/branch-name.js';
import { generatedBranchName, retryBranchName } from './generated-branch-name.js';

const ID = '14cddf8f-ce78-4b49-9eb4-9d17a7d1f568';

describe('generatedBranchName', () => {
  it.each([
    ['Implement the login, please!', 'task/implement-the-login-please-14cddf8f'],
    ['Ünïcode façade', 'task/unicode-facade-14cddf8f'],
    ['🚀🚀', 'task/14cddf8f'],
    ['--$(rm -rf /)--', 'task/rm-rf-14cddf8f'],
  ])('makes a branch name of %j', (text, name) => {
    expect(generatedBranchName('task/', text, ID)).toBe(name);
    expect(isBranchName(name)).toBe(true);
  });

  it('keeps long prompts short', () => {
    expect(generatedBranchName('ralph/', 'word '.repeat(1_000), ID)).toHaveLength('ralph/-14cddf8f'.length + 39);
  });
});

describe('retryBranchName', () => {
  it('appends the moment, and replaces an earlier one', () => {
    expect(retryBranchName('feature-x', 17)).toBe('feature-x-retry-17');
    expect(retryBranchName('feature-x-retry-17', 18)).toBe('feature-x-retry-18');
    expect(retryBranchName('retry-1-more', 5)).toBe('retry-1-more-retry-5');
  });
});
