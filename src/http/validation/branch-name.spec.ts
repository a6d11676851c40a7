import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { isBranchName } from './branch-name.js';

const GOOD = ['feature/x', 'a', 'fix-1.2', 'ünïcode', 'a/b/c', 'x@y', '🚀', 'release_1', 'HEAD/x'];
const REFUSED_BY_GIT = [
  '',
  '-x',
  'a..b',
  'a b',
  'a~1',
  'a^',
  'a:b',
  'a?',
  'a*',
  'a[b',
  'a\\b',
  '/a',
  'a/',
  'a//b',
  '.a',
  'a/.b',
  'a.lock',
  'a.lock/b',
  'a.',
  'a@{b',
  'a\u007fb',
  'a\nb',
  'a\tb',
];
const REFUSED_BY_US = ['HEAD', '@', 'refs/heads/x', 'x'.repeat(201)];

/** Git's own verdict; the leading `x` keeps git from reading `-x` as an option. */
function gitAccepts(name: string): boolean {
  try {
    execFileSync('git', ['check-ref-format', `refs/heads/${name}`], { stdio: 'ignore' });
    return !name.startsWith('-');
  } catch {
    return false;
  }
}

describe('isBranchName', () => {
  it.each(GOOD)('accepts %j as git does', (name) => {
    expect([isBranchName(name), gitAccepts(name)]).toEqual([true, true]);
  });

  it.each(REFUSED_BY_GIT)('refuses %j as git does', (name) => {
    expect([isBranchName(name), gitAccepts(name)]).toEqual([false, false]);
  });

  it.each(REFUSED_BY_US)('refuses %j, which git would take', (name) => {
    expect(isBranchName(name)).toBe(false);
  });
});
