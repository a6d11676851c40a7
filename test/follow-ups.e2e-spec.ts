import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChainedJob, ChainedJobs, LATER, type Refusal } from './support/chained-jobs.js';
import { userTextOf } from './support/scripted-model.conversation.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, fails, says, writes } from './support/scripted-model.turns.js';

const REPOSITORY = 'acme/app';

describe('a follow-up', () => {
  let jobs: ChainedJobs;

  beforeAll(async () => {
    jobs = await ChainedJobs.start();
  });

  afterAll(() => jobs.rig.close());

  const pullsOf = (branch: string) => jobs.rig.forge.pulls.filter(({ head }) => head === branch);

  it('adds to the branch and the pull request, with the session of the job before', async () => {
    const first = await jobs.root('session', [
      writes('second.txt'),
      says('Added the second file.'),
      writes('third.txt'),
      says('And a third.'),
    ]);
    expect(first).toMatchObject({ follow_up_of: null, root_job_id: null, pr_state: 'open', merged_at: null });
    const { status, body } = await jobs.post(first.id, {
      prompt: 'A second file, please',
      title: 'Second file',
      maxCostUsd: 3,
    });
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        followUpOf: first.id,
        rootJobId: first.id,
        status: 'queued',
        position: expect.any(Number),
        branchName: 'feature/session',
        createdAt: expect.any(String),
        jobType: 'code',
      },
    ]);
    const second = await jobs.ended(body.id);
    expect(second).toMatchObject({
      status: 'completed',
      outcome: 'pull_request',
      follow_up_of: first.id,
      root_job_id: first.id,
    });
    expect(second).toMatchObject({
      pr_url: first.pr_url,
      pr_state: 'open',
      max_cost_usd: 3,
      result_summary: 'Added the second file.',
    });
    const heard = JSON.stringify(jobs.rig.model.requestsOf('session')[2]?.body.messages);
    expect(heard).toContain('Wrote session.');
    expect(heard).toContain('A second file, please');
    expect(second.total_cost_usd).toBeLessThan((first.total_cost_usd ?? 0) * 1.9);
    const third = await jobs.follow(second.id, { prompt: 'A third one' });
    expect(third).toMatchObject({ status: 'completed', follow_up_of: second.id, root_job_id: first.id });
    expect(third.session_id).not.toBe(second.session_id);
    expect(await jobs.rig.forge.repository(REPOSITORY).git('ls-tree', '--name-only', 'feature/session')).toBe(
      'README.md\nsecond.txt\nsession.txt\nthird.txt',
    );
    const { body: usage } = await jobs.rig.api.get(`/usage?clientId=${jobs.clientId}`);
    expect(usage).toMatchObject({ total: { jobs: 3, completed: 3, pull_requests: 1, merged: 0 } });
    const [pull, ...others] = pullsOf('feature/session');
    expect(others).toEqual([]);
    expect(pull?.title).toBe('Do session');
    expect(pull?.body).toContain('Wrote session.');
    const history = pull?.body?.split('## History')[1]?.split('\n') ?? [];
    expect(history.filter((line) => line.startsWith('- '))).toEqual([
      expect.stringMatching(`^- \`Second file\`: \`Added the second file\\.\` · .*Job \`${second.id}\`$`),
      expect.stringMatching(`^- \`A third one\`: \`And a third\\.\` · .*Job \`${third.id}\`$`),
    ]);
  });

  it('is told what was asked and said when the session is gone', async () => {
    const first = await jobs.root('forgotten');
    const folder = join(jobs.rig.server.path.data, 'sessions');
    const kept = (await readdir(folder)).filter((name) => name.startsWith(first.id));
    expect(kept).toHaveLength(1);
    await rm(join(folder, kept[0] ?? ''));
    jobs.rig.model.script('carries along', [writes('more.txt'), says('Went on.')]);
    const second = await jobs.follow(first.id, { prompt: 'This carries along' });
    expect(second).toMatchObject({ status: 'completed', pr_url: first.pr_url });
    const said = userTextOf(jobs.rig.model.requestsOf('carries along')[0]?.body ?? { model: '', messages: [] });
    expect(said).toContain('```text\nDo forgotten\n```');
    expect(said).toContain('```text\nWrote forgotten.\n```');
    expect(await jobs.notesOf(second.id)).toContain('Claude’s memory of the earlier work is not here');
  });

  it('of a loop is a loop on its branch', async () => {
    jobs.rig.model.scriptIterations('loop-root', [[writes('loop.txt'), says('Half done.\n\nRALPH_COMPLETE')]]);
    const body = {
      clientId: jobs.clientId,
      jobType: 'ralph',
      prompt: 'Do loop-root',
      branchName: 'feature/looped',
      maxIterations: 3,
    };
    const first = (await jobs.rig.run(body)) as ChainedJob;
    jobs.rig.model.scriptIterations('more of it', [[writes('more.txt'), says('All done.\n\nRALPH_COMPLETE')]]);
    const second = await jobs.follow(first.id, { prompt: 'Do more of it', maxIterations: 2 });
    expect(second).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', max_iterations: 2 });
    expect(second).toMatchObject({ pr_url: first.pr_url, job_type: 'ralph' });
    const said = userTextOf(jobs.rig.model.requestsOf('more of it')[0]?.body ?? { model: '', messages: [] });
    expect(said).toContain('```text\nDo loop-root\n```');
    const [pull] = pullsOf('feature/looped');
    expect(pull?.body).toContain('## Iterations');
    expect(pull?.body).toContain(`Job \`${second.id}\``);
  });

  it('waits for a job that is live on the branch', async () => {
    const first = await jobs.root('busy-branch');
    const gate = new Gate();
    jobs.rig.model.script('meanwhile', [after(gate, writes('meanwhile.txt')), says('Done.')]);
    const live = await jobs.rig.queue({
      clientId: jobs.clientId,
      prompt: 'Do meanwhile',
      branchName: 'feature/busy-branch',
    });
    await jobs.rig.model.whenRequested('meanwhile');
    jobs.rig.model.script('busy-branch', [writes('busy-branch.txt'), says('Wrote.'), says('Nothing to add.')]);
    const { body } = await jobs.post(first.id, { prompt: 'Look again' });
    expect(await jobs.get(body.id)).toMatchObject({ status: 'queued', wait_reason: 'branch_locked' });
    gate.open();
    await jobs.ended(live);
    expect(await jobs.ended(body.id)).toMatchObject({ status: 'completed' });
  });

  describe('of a pull request that is not open any more', () => {
    it('is refused, and the jobs say what became of it', async () => {
      const first = await jobs.root('merged-away');
      await jobs.rig.forge.mergePull(REPOSITORY, first.pr_number ?? 0, 'merge');
      const { status, body } = await jobs.post<Refusal>(first.id, { prompt: 'More' });
      expect([status, body.code]).toEqual([409, 'pull_request_closed']);
      expect(body.error).toContain(`The pull request ${first.pr_url} is merged`);
      expect(await jobs.get(first.id)).toMatchObject({ pr_state: 'merged', merged_at: expect.any(String) });
      const closed = await jobs.root('closed-away');
      jobs.rig.forge.editPull(closed.pr_number ?? 0, { state: 'closed' });
      expect((await jobs.post<Refusal>(closed.id, { prompt: 'More' })).body.code).toBe('pull_request_closed');
      expect(await jobs.get(closed.id)).toMatchObject({ pr_state: 'closed', merged_at: null });
    });

    it('fails when that happens before it runs, without asking Claude', async () => {
      const first = await jobs.root('closed-late');
      const { body } = await jobs.post(first.id, { prompt: 'Too late', notBefore: LATER });
      jobs.rig.forge.editPull(first.pr_number ?? 0, { state: 'closed' });
      await jobs.rig.api.request('PATCH', `/jobs/${body.id}`, { notBefore: null });
      const late = await jobs.ended(body.id);
      expect(late).toMatchObject({ status: 'failed', error_code: 'pull_request_closed', num_turns: null });
      expect(late.error).toContain(`The pull request ${first.pr_url} is closed`);
    });
  });

  it('is retried on its branch', async () => {
    const first = await jobs.root('retried', [fails(400, 'no'), fails(400, 'no')]);
    const failed = await jobs.follow(first.id, { prompt: 'Fail once' });
    expect(failed).toMatchObject({ status: 'failed', pr_url: null });
    jobs.rig.model.script('retried', [
      writes('retried.txt'),
      says('Wrote.'),
      writes('again.txt'),
      says('Now it works.'),
    ]);
    const { body } = await jobs.rig.api.post<{ id: string; branchName: string }>(`/jobs/${failed.id}/retry`);
    expect(body.branchName).toBe('feature/retried');
    const retried = await jobs.ended(body.id);
    expect(retried).toMatchObject({ status: 'completed', follow_up_of: first.id, pr_url: first.pr_url });
  });
});
