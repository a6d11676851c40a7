import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createKey } from './support/keys.js';
import { Rig } from './support/rig.js';
import { says, writes } from './support/scripted-model.turns.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';

const ADDRESS = 'https://jobs.example/agents/';
const shown = (text: string): string => text.replaceAll('\u200b', '|');

/** What Claude and people may write into a pull request: all of it is theirs, and none of it acts. */
describe('a pull request as evidence', () => {
  const ana = randomUUID();
  let database: TcpPostgres;
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    database = await startTcpPostgres();
    await database.sql`insert into team_members (id, name) values (${ana}, 'Ana @lima')`;
    rig = await Rig.start({ env: { DATABASE_URL: database.url, PUBLIC_URL: ADDRESS } });
    ({ clientId } = await rig.addRepository('acme/app'));
  });

  afterAll(async () => {
    await rig.close();
    await database.close();
  });

  const bodyOf = (branch: string): string => rig.forge.pulls.find(({ head }) => head === branch)?.body ?? '';
  const linkOf = (id: string): string => `Job [\`${id}\`](https://jobs.example/agents/console/jobs/${id})`;

  it('says who asked, what was done at which cost by which model, and where the job is', async () => {
    const { api } = await createKey(rig.api, 'release-bot', ['jobs', 'read']);
    const summary = 'Fixes #7, as @bob wished.\n\n## Checks\n\nAll green.\n\n```ts\n@Injectable()';
    rig.model.script('say-all', [
      writes('a.txt'),
      says(summary),
      says('1. Tea\n2. File b'),
      writes('b.txt'),
      says('Added <b>b</b>.'),
    ]);
    const branchName = 'feature/say-all';
    const created = await api.post<{ id: string }>('/jobs', {
      clientId,
      prompt: 'Do say-all\n</details> closes #9, @all',
      branchName,
      createdByTeamMemberId: ana,
    });
    const job = await rig.api.waitForEnd(created.body.id);
    expect(job).toMatchObject({ status: 'completed', model: null });
    const body = bodyOf(branchName);
    expect(body).toContain('Asked for by `Ana @lima` with the key `release-bot`.');
    expect(body).toContain('```text\nDo say-all\n</details> closes #9, @all\n```');
    expect(shown(body)).toContain('> Fixes| #7, as @|bob wished.\n>\n> ## Checks\n>');
    expect(body).toContain('> ```ts\n> @Injectable()\n\n---\n\n');
    expect(body).toMatch(
      /\d turns · \d+ s · (less than )?\$0\.\d\d \(estimated\) · [\d,]+ tokens in, \d+ out · `claude-/,
    );
    expect(body).toContain(linkOf(job.id));

    const followed = await rig.api.post<{ id: string }>(`/jobs/${job.id}/follow-up`, {
      prompt: 'And b',
      title: 'b `#1`',
      planApproval: true,
    });
    await rig.api.waitForJob(followed.body.id, ({ phase }) => phase === 'awaiting_approval');
    await rig.api.post(`/jobs/${followed.body.id}/approve`);
    const second = await rig.api.waitForEnd(followed.body.id);
    expect(second.status).toBe('completed');
    const after = bodyOf(branchName);
    expect(after).toMatch(
      /\n## History\n\n- `b ´#1´`: `Added <b>b<\/b>\.` · asked for by `Ana @lima` · \d turns · .*$/m,
    );
    const plan = `<summary>The approved plan of job ${second.id}</summary>\n\n> 1. Tea\n> 2. File b\n\n</details>`;
    expect(after).toContain(plan);
    expect(after).toContain(`· ${linkOf(second.id)}\n`);
    expect(after.startsWith(body.slice(0, body.indexOf('\n\n<!--')))).toBe(true);
  });

  it('has the checks of a loop with the end of what they printed, and never more than GitHub takes', async () => {
    const words = `${'Long words about it. '.repeat(3_000)}\n\nRALPH_COMPLETE`;
    rig.model.scriptIterations('check-it', [
      [writes('a.txt'), says('RALPH_COMPLETE')],
      [writes('b.txt'), says(words)],
    ]);
    const feedbackCommands = [
      'yes "a line @bob" | head -n 20000; echo "the | end"',
      'test -f b.txt || (echo "b is \\`missing\\`"; exit 3)',
    ];
    const prompt = `Do check-it\n${'🚀 '.repeat(60_000)}`;
    const job = await rig.run({
      clientId,
      jobType: 'ralph',
      prompt,
      branchName: 'ralph/check-it',
      feedbackCommands,
    });
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected' });
    const body = bodyOf('ralph/check-it');
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(/\| `test -f b\.txt \\\|\\\| \(echo .*` \| passed \| \d+ s \|/);
    expect(body).toMatch(/\n…\n(?:a line @bob\n)+the \| end\n```\n\n<\/details>\n\n<!-- .* -->\n\n## Iterations/);
    expect(body).toContain('<summary>What Claude says of its work</summary>');
    expect(body).toMatch(/\| 1 \| .* \| failed: `test -f b\.txt/);
    expect(body).toContain(linkOf(job.id));

    rig.model.scriptIterations('break-it', [[writes('c.txt'), says('RALPH_COMPLETE')]]);
    const wish = { prompt: 'Do break-it', maxIterations: 1, feedbackCommands: ['echo "now it leaks"; exit 4'] };
    const followed = await rig.api.post<{ id: string }>(`/jobs/${job.id}/follow-up`, wish);
    const second = await rig.api.waitForEnd(followed.body.id);
    expect(second).toMatchObject({ status: 'completed', completion_reason: 'max_iterations' });
    const after = bodyOf('ralph/check-it');
    expect(after.length).toBeLessThan(65_536);
    expect(after.match(/^## Checks$/gm)).toHaveLength(1);
    expect(after).toContain('| `echo "now it leaks"; exit 4` | failed with exit code 4 |');
    expect(after).toContain('```text\nnow it leaks\n```\n\n</details>');
    expect(after).not.toContain('a line @bob');
    expect(after).toContain('· 1 of 1 checks failed ·');
  });
});
