import { describe, expect, it } from '@jest/globals';
import type { Job } from '../../../jobs/records/job.js';
import { withHistory } from './pull-request-history.js';

const NUMBERS = { numTurns: 2, durationMs: 1_000, costUsd: 0.5 };
const FIRST = '> **Not finished:** The budget is used up.\n\n## Task\n\n```text\nDo it\n```\n\n---\n\nJob `root`';

const job = (id: string, title: string) => ({ id, title, prompt: 'Long ago' }) as Job;
const fresh = (summary: string | null, body = '## Task') => ({ body, entry: { summary, numbers: NUMBERS } });

describe('the history in a pull request', () => {
  it('has a line for each follow-up, after what stands there', () => {
    const once = withHistory(FIRST, job('one', 'Make `it` blue'), fresh('It is\nblue.'));
    const twice = withHistory(once, job('two', 'Again'), fresh(null));
    expect(twice).toBe(
      [
        '## Task\n\n```text\nDo it\n```\n\n---\n\nJob `root`\n\n## History\n',
        '- `Make ´it´ blue`: `It is blue.` · 2 turns · 1 s · $0.50 (estimated) · Job `one`',
        '- `Again` · 2 turns · 1 s · $0.50 (estimated) · Job `two`',
      ].join('\n'),
    );
  });

  it('says of the state of the work what is true now, and is the same when it is written again', () => {
    const note = '> **Not finished:** The loop did not keep its promise.\n\n';
    const once = withHistory(FIRST, job('one', 'On'), fresh('Went on.', `${note}## Task`));
    expect(once.startsWith(`${note}## Task`)).toBe(true);
    expect(once).not.toContain('The budget is used up.');
    expect(withHistory(once, job('one', 'On'), fresh('Went on.', `${note}## Task`))).toBe(once);
  });
});
