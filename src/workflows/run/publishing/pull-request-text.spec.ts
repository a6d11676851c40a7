import { describe, expect, it } from '@jest/globals';
import { pullRequestBody, pullRequestTitle } from './pull-request-text.js';

describe('pullRequestTitle', () => {
  it('is the title, else the first line of the prompt, in 72 characters', () => {
    expect(pullRequestTitle({ title: 'Logout', prompt: 'Add a button' })).toBe('Logout');
    expect(pullRequestTitle({ title: null, prompt: '  Add a\tbutton\nto the header' })).toBe('Add a button');
    const long = pullRequestTitle({ title: '🚀'.repeat(100), prompt: 'x' });
    expect(Array.from(long)).toHaveLength(72);
    expect(long.endsWith('…')).toBe(true);
  });
});

describe('pullRequestBody', () => {
  const numbers = { numTurns: 3, durationMs: 83_000, costUsd: 0.1234 };

  it('has the task, the summary, the numbers and the job id', () => {
    expect(pullRequestBody({ id: 'the-id', prompt: 'Do it' }, 'Done.', numbers)).toBe(
      [
        '## Task',
        '```text\nDo it\n```',
        '## Summary',
        'Done.',
        '---',
        '3 turns · 1 min 23 s · $0.12 (estimated) · Job `the-id`',
      ].join('\n\n'),
    );
  });

  it('keeps the task from being read as markdown, whatever fences it holds', () => {
    const body = pullRequestBody({ id: 'x', prompt: 'a ```` b @everybody' }, null, numbers);
    expect(body).toContain('`````text\na ```` b @everybody\n`````');
  });
});
