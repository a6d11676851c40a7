import { describe, expect, it } from '@jest/globals';
import { describeRefusals, distinct, toRefusals } from './refusals.js';

const denial = (id: string, tool_name: unknown, tool_input: unknown) => ({ tool_use_id: id, tool_name, tool_input });

describe('what the CLI has refused', () => {
  it('is told by tool and target, paths from the root of the tree', () => {
    const refused = toRefusals([
      denial('1', 'Write', { file_path: '/data/worktrees/job-1/.husky/pre-commit', content: 'x' }),
      denial('2', 'Bash', { command: 'echo 1 > .npmrc\nrm -rf \u202ex', description: 'write' }),
      denial('3', 'mcp__tiny__add', { a: 1 }),
    ]);
    expect(describeRefusals(refused, 'job-1')).toBe(
      'Write .husky/pre-commit\nBash echo 1 > .npmrc rm -rf x\nmcp__tiny__add',
    );
  });

  it('is told once, and not at any length', () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      denial(String(index), 'Bash', { command: 'y'.repeat(10_000) }),
    );
    const told = describeRefusals(distinct(toRefusals([...many, ...many])), 'job').split('\n');
    expect(told).toHaveLength(21);
    expect(told.at(-1)).toBe('and 5 more');
    expect(told[0]?.length).toBeLessThan(300);
  });

  it.each([[undefined], [null], [7], ['no'], [{ 0: 'a' }]])('is nothing in %p', (denials) => {
    expect(toRefusals(denials)).toEqual([]);
  });

  it('survives entries of any form', () => {
    expect(toRefusals([null, 'x', denial('1', 7, 'no'), denial('2', 'Read', null)])).toHaveLength(4);
  });
});
