import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { processesNaming } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

const BETWEEN_KILLS_MS = 1_500;

describe('a database that is killed while a job runs', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  it('costs the job nothing but time, whatever it was about to write', async () => {
    rig.model.script('outage', [
      uses('Bash', { command: 'echo 1 > one.txt', description: 'x' }),
      uses('Bash', { command: 'echo 2 > two.txt', description: 'x' }),
      says('Done.'),
    ]);
    const id = await rig.queue({ clientId, prompt: 'Survive an outage', branchName: 'feature/outage' });
    let job: JobBody | undefined;
    let kills = 0;
    let lastKill = 0;
    await until(async () => {
      const due = kills < 6 && performance.now() - lastKill > BETWEEN_KILLS_MS;
      if (due && (await killPostgres())) {
        kills += 1;
        lastKill = performance.now();
      }
      const answer = await rig.api.get<JobBody>(`/jobs/${id}`);
      expect([200, 503]).toContain(answer.status);
      if (answer.status === 200) job = answer.body;
      return typeof job?.completed_at === 'string';
    }, 80_000);
    expect(job).toMatchObject({ status: 'completed', attempt: 1, error: null, pr_url: expect.any(String) });
    expect(await rig.forge.commits('acme/app', 'feature/outage')).toHaveLength(2);
    expect(rig.forge.pulls).toHaveLength(1);
  });

  /** false: it does not run just now. */
  async function killPostgres(): Promise<boolean> {
    const postmasters = (await processesNaming(rig.folder)).filter((line) => /\/postgres .*-D/.test(line));
    const pid = Number(postmasters[0]?.split(' ', 1)[0] ?? 0);
    const alive = pid > 0 && (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')) !== '';
    if (alive) process.kill(pid, 'SIGKILL');
    return alive;
  }
});
