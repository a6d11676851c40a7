import { describe, expect, it } from '@jest/globals';
import type { Job } from '../../../jobs/records/job.js';
import { marked } from '../evidence/marked-part.js';
import { folded } from '../evidence/section.js';
import { type HistoryEntry, withHistory } from './pull-request-history.js';

const NUMBERS = { numTurns: 2, durationMs: 1_000, costUsd: 0.5 };
const FIRST = '> **Not finished:** The budget is used up.\n\n## Task\n\n```text\nDo it\n```\n\n---\n\nJob `root`';

const job = (id: string, title: string) => ({ id, title, prompt: 'Long ago' }) as Job;
const fresh = (summary: string | null, body = '## Task', part: Partial<HistoryEntry> = {}) => ({
  body,
  entry: {
    summary,
    numbers: NUMBERS,
    asker: { teamMember: null, key: null, login: null },
    link: null,
    checks: null,
    ...part,
  },
});

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

  it('says who asked and what came of the checks, and links the job', () => {
    const asker = { teamMember: 'Ana', key: 'ci', login: null };
    const link = 'https://jobs.example/console/jobs/one';
    const entry = { asker, link, checks: 'checks passed (2)' };
    const once = withHistory('## Task', job('one', 'On'), fresh('Went.', '## Task', entry));
    expect(once).toBe(
      `## Task\n\n## History\n\n- \`On\`: \`Went.\` · asked for by \`Ana\` with the key \`ci\` · checks passed (2) · 2 turns · 1 s · $0.50 (estimated) · Job [\`one\`](${link})`,
    );
    expect(withHistory(once, job('one', 'On'), fresh('Went.', '## Task', entry))).toBe(once);
  });

  it('has the newest checks and each plan, and nothing that a person wrote is lost', () => {
    const before = `\`\`\`text\n${marked('checks', 'of a task')}\n\`\`\`\n\n${marked('checks', 'all green')}\n\nMine.`;
    const parts = `${marked('plan of job one', 'Paint')}\n\n${marked('checks', 'red')}\n\n---`;
    const once = withHistory(before.replaceAll('\n', '\r\n'), job('one', 'On'), fresh('Went.', parts));
    const plan = marked('plan of job one', 'Paint');
    const kept = `${before.replace('all green', 'red')}\n\n${plan}\n\n## History\n\n- `;
    expect(once.slice(0, kept.length)).toBe(kept);
    expect(withHistory(once, job('one', 'On'), fresh('Went.', parts))).toBe(once);
    const added = withHistory('All is new.', job('one', 'On'), fresh('Went.', parts));
    expect(added).toContain(`All is new.\n\n${parts.slice(0, -5)}\n\n## History`);
  });

  it('gives up what checks printed and old plans before anything else', () => {
    const long = (title: string) => folded(title, 'x'.repeat(20_000));
    let body = 'y'.repeat(30_000);
    for (const id of ['one', 'two']) {
      const parts = [marked(`plan of job ${id}`, long(id)), marked('checks', `The table\n\n${long('Output')}`)];
      body = withHistory(body, job(id, 'On'), fresh('Went.', parts.join('\n\n')));
      expect(body.length).toBeLessThan(65_100);
    }
    expect(body.match(/x{20000}/g)).toHaveLength(1);
    expect(body).toMatch(/<summary>one<\/summary>\n\n_Left out.*_\n\n<\/details>/);
    expect(body).toMatch(/The table\n\n<details>\n<summary>Output<\/summary>\n\n_Left out/);
    expect(body.match(/^- /gm)).toHaveLength(2);
  });

  it('takes no heading in a task for the list, and leaves out the oldest where there is no room', () => {
    let body = withHistory('```text\n## History\n\nof it\n```', job('0', 'First'), fresh(null));
    expect(body.split('## History')).toHaveLength(3);
    for (let at = 1; at < 200; at += 1) body = withHistory(body, job(`${at}`, 'Next'), fresh('word '.repeat(100)));
    expect(body.length).toBeLessThan(65_100);
    expect(body.split('## History')).toHaveLength(3);
    expect(body).toContain(
      '## History\n\n- Earlier ones are left out: `GET /jobs/:id/follow-ups` lists them all.\n- `Next`',
    );
    expect(body.endsWith('Job `199`')).toBe(true);
  });
});
