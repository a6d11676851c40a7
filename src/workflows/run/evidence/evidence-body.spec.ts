import { describe, expect, it } from '@jest/globals';
import { fittingBody } from '../../../github/pull-request-limits.js';
import { inertMarkdown } from '../../../git/publishing/inert-markdown.js';
import { type Evidence, evidenceBody, isAbout, jobMark } from './evidence-body.js';

const usage = (model: string, inputTokens: number, outputTokens: number) => ({
  model,
  inputTokens,
  outputTokens,
  cacheReadTokens: 1_000,
  cacheWriteTokens: 0,
  costUsd: 0.1,
});
const evidence = (part: Partial<Evidence> = {}): Evidence => ({
  job: { id: 'the-id', prompt: 'Do it', plan: null, plan_approved_at: null, follow_up_of: null },
  asker: { teamMember: null, key: null, login: null },
  summary: 'Done.',
  isData: false,
  numbers: { numTurns: 3, durationMs: 83_000, costUsd: 0.1234 },
  models: [],
  link: null,
  sections: [],
  ...part,
});
const shown = (text: string): string => text.replaceAll('\u200b', '|');

describe('the body of a pull request', () => {
  it('has the task, the summary, the numbers and the job id', () => {
    expect(evidenceBody(evidence())).toBe(
      [
        '## Task',
        '```text\nDo it\n```',
        '## Summary',
        '> Done.',
        '---',
        '3 turns · 1 min 23 s · $0.12 (estimated) · Job `the-id`',
      ].join('\n\n'),
    );
  });

  it('says who asked, by which models it was done, and where the job is', () => {
    const body = evidenceBody(
      evidence({
        asker: { teamMember: 'Ana `@all` Lima', key: 'ci', login: null },
        models: [usage('opus', 500, 20), usage('haiku', 40, 7)],
        link: 'https://jobs.example/console/jobs/the-id',
      }),
    );
    expect(body).toContain('Asked for by `Ana ´@all´ Lima` with the key `ci`.');
    expect(body).toContain(
      '2,540 tokens in, 27 out · `opus`, `haiku` · Job [`the-id`](https://jobs.example/console/jobs/the-id)',
    );
    expect(body).toContain('| `opus` | 1,500 | 1,000 | 20 |');
  });

  it('quotes what Claude wrote, so that it ends where it ends and acts nowhere', () => {
    const summary = 'Fixes #1, thanks @bob.\n\n## Checks\n\n```ts\n@Injectable()';
    const body = evidenceBody(evidence({ summary }));
    expect(shown(body)).toContain('> Fixes| #1, thanks @|bob.\n>\n> ## Checks\n>\n> ```ts\n> @Injectable()\n\n---');
    expect(inertMarkdown(body)).toBe(body);
    const hostile = 'Look: <!-- \n````\n</details> @bob';
    expect(evidenceBody(evidence({ summary: hostile }))).toContain(`\`\`\`\`\`text\n${hostile}\n\`\`\`\`\`\n\n---`);
    expect(evidenceBody(evidence({ summary: '{"a": 1}', isData: true }))).toContain('```text\n{"a": 1}\n```');
    expect(evidenceBody(evidence({ summary: ' ' }))).toContain('_Claude left no summary._');
  });

  it('folds what is long, and an approved plan', () => {
    const approved = { plan: '1. Paint it', plan_approved_at: '2026-01-01', follow_up_of: null };
    const job = { id: 'x', prompt: 'line\n'.repeat(30), ...approved };
    const body = evidenceBody(evidence({ job, summary: 'word '.repeat(1_000) }));
    expect(body).toContain('## Task\n\n<details>\n<summary>The task</summary>\n\n```text\nline\n');
    expect(body).toContain('<details>\n<summary>The approved plan</summary>\n\n> 1. Paint it\n\n</details>');
    expect(body).toContain('<summary>What Claude says of its work</summary>');
    expect(evidenceBody(evidence({ job: { ...job, plan_approved_at: null } }))).not.toContain('Paint');
  });

  it('stays within GitHub’s limit, however much there is, and keeps the numbers', () => {
    const long = '@a 🚀 '.repeat(20_000);
    const sections = [
      { text: 'x'.repeat(50_000), brief: '## Short', shortenedFirst: 3 },
      { text: '## Table', brief: '## Ta', shortenedFirst: 1 },
    ];
    const job = { id: 'the-id', prompt: long, plan: long, plan_approved_at: '2026-01-01', follow_up_of: null };
    const body = evidenceBody(evidence({ job, summary: long, sections }));
    const sent = fittingBody(inertMarkdown(body));
    expect(sent.length).toBeLessThan(65_536);
    expect(sent).toContain('## Short\n\n## Table\n\n---\n\n3 turns');
    expect(sent).toContain('Job `the-id`');
  });

  it('knows the line of a job again', () => {
    for (const link of [null, 'https://jobs.example/console/jobs/a'])
      expect([
        isAbout(`- x · ${jobMark({ id: 'a' }, link)}`, { id: 'a' }),
        isAbout(jobMark({ id: 'ab' }, link), { id: 'a' }),
      ]).toEqual([true, false]);
  });
});

describe('a body that is too long all the same', () => {
  it('closes what the cut leaves open', () => {
    const body = fittingBody(
      `<details>\n<summary>Long</summary>\n\n\`\`\`\`text\n${'🚀'.repeat(40_000)}\n\`\`\`\`\n\n</details>`,
    );
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.slice(-200)).toMatch(/🚀\n````\n\n<\/details>\n\n… \(cut: longer than GitHub allows\)\n\n<!-- /);
    expect(fittingBody('half \ud83d')).toContain('half \ufffd');
  });
});
