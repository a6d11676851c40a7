import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { Rig } from './support/rig.js';
import { userTextOf } from './support/scripted-model.conversation.js';
import { says, type Turn, uses } from './support/scripted-model.turns.js';

const run = promisify(execFile);
/** Two branches that contradict each other, and the attempt to bring them together. */
const CONFLICT = `here=$(git branch --show-current); git checkout -qb other; echo theirs > README.md; git commit -qam theirs
  git checkout -q "$here"; echo ours > README.md; git commit -qam ours; git merge other || true`;

const sh = (command: string): Turn => uses('Bash', { command, description: 'work' });

describe('a tree in which Claude has used git in its own way', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  async function code(marker: string, command: string) {
    rig.model.script(marker, [sh(command), says('Done.')]);
    const branchName = `feature/${marker}`;
    const job = (await rig.run({ clientId, prompt: `Do ${marker}`, branchName })) as JobBody & { error_code: string };
    return { job, branchName, pull: rig.forge.pulls.find(({ head }) => head === branchName) };
  }

  const bare = async (...args: string[]): Promise<string> =>
    (await run('git', args, { cwd: join(rig.server.path.repos, 'acme', 'app.git') })).stdout.trim();

  it('is not published with a merge that was not finished, and the work is kept', async () => {
    const { job, branchName, pull } = await code('half-merged', CONFLICT);
    expect(job).toMatchObject({ status: 'failed', error_code: 'unfinished_merge', pr_url: null });
    expect(job.error).toContain(
      'A merge was not finished. Conflict markers are left in README.md. Resolve every conflict',
    );
    expect(job.error).toContain(`kept as refs/jobs/${job.id} in the server's clone of acme/app`);
    expect(await bare('show', `refs/jobs/${job.id}:README.md`)).toContain('<<<<<<< HEAD\nours\n=======\ntheirs\n');
    expect(pull).toBeUndefined();
    expect(await rig.forge.repository('acme/app').tip(branchName)).toBeNull();
  });

  it('is published with a merge that lacked only its commit, as a merge', async () => {
    const { job, branchName, pull } = await code(
      'all-but-committed',
      `${CONFLICT}; echo both > README.md; git add README.md`,
    );
    expect(job).toMatchObject({ status: 'completed', error: null });
    expect(pull).toBeDefined();
    expect(await rig.forge.file('acme/app', branchName, 'README.md')).toBe('both\n');
    const parents = await rig.forge.repository('acme/app').git('log', '-1', '--format=%P', branchName);
    expect(parents.split(' ')).toHaveLength(2);
  });

  it('has a loop go on until the merge is finished', async () => {
    const marker = 'merging loop;';
    rig.model.scriptIterations(marker, [
      [sh(CONFLICT), says('RALPH_COMPLETE')],
      [sh('echo both > README.md; git commit -qam merged'), says('RALPH_COMPLETE')],
    ]);
    const branchName = 'feature/merging-loop';
    const body = { clientId, jobType: 'ralph', prompt: `Do ${marker}`, branchName, maxIterations: 3 };
    const job = await rig.run(body, 90_000);
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    expect((await iterationsOf(rig.api, job.id)).iterations).toMatchObject([
      { promiseClaimed: true, promiseDetected: false, publishProblem: expect.stringContaining('left in README.md') },
      { promiseDetected: true, publishProblem: null },
    ]);
    const told = rig.model.requestsOf(marker).map(({ body: request }) => userTextOf(request));
    expect(told.some((text) => text.includes('A merge was not finished.'))).toBe(true);
    expect(await rig.forge.file('acme/app', branchName, 'README.md')).toBe('both\n');
  });

  it('fails a loop that ends before the merge is finished', async () => {
    const marker = 'conflicted loop;';
    rig.model.scriptIterations(marker, [[sh(CONFLICT), says('RALPH_COMPLETE')]]);
    const body = {
      clientId,
      jobType: 'ralph',
      prompt: `Do ${marker}`,
      branchName: 'feature/conflicted',
      maxIterations: 1,
    };
    expect(await rig.run(body, 90_000)).toMatchObject({
      status: 'failed',
      error_code: 'unfinished_merge',
      pr_url: null,
    });
  });
});
