import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';
import { RunningServer } from './support/server.js';

const PROMPT = 'Paint the confidential lighthouse';
const SECRET = 'sesame-of-the-job-0815';

describe('the log', () => {
  let rig: Rig;
  let clientId: string;
  let job: JobBody;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
    rig.model.script('lighthouse', [uses('Write', { file_path: 'a.txt', content: 'painted' }), says('It is painted.')]);
    const body = { clientId, prompt: PROMPT, branchName: 'feature/paint', env: { PAINT_KEY: SECRET } };
    const created = await rig.api.post<JobBody>('/jobs', body, { 'x-request-id': 'pm-4711' });
    job = await rig.api.waitForEnd(created.body.id);
  });

  afterAll(() => rig.close());

  it('has a line for each change of a job, with the ids of job, client and request', () => {
    const lines = rig.server.linesOf('info').filter((line) => line.job === job.id);
    const changes = lines.map(({ msg }) => msg.replace(`job ${job.id}: `, ''));
    expect(changes).toEqual(
      expect.arrayContaining([
        'queued (code)',
        'queued → running (code, attempt 1)',
        'working',
        'collecting',
        'pushing',
        'opening_pr',
        'running → completed',
      ]),
    );
    const ids = lines.map(({ client, request, time }) => ({
      client,
      request,
      isDated: !Number.isNaN(Date.parse(time)),
    }));
    expect(new Set(ids.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ client: clientId, request: 'pm-4711', isDated: true })]),
    );
  });

  it('names the request that cancels, and whose job it is', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const id = await rig.queue({ clientId, prompt: PROMPT, branchName: 'feature/later', notBefore: later });
    await rig.api.post(`/jobs/${id}/cancel`, undefined, { 'x-request-id': 'pm-4712' });
    const line = { msg: `job ${id}: queued → cancelled`, job: id, client: clientId, request: 'pm-4712' };
    expect(rig.server.linesOf('info')).toContainEqual(expect.objectContaining(line));
  });

  it('is JSON, one object a line, without prompts, answers and secrets', () => {
    const lines = rig.server.log.split('\n').filter(Boolean);
    expect(lines.filter((line) => typeof JSON.parse(line) !== 'object')).toEqual([]);
    for (const text of [PROMPT, 'It is painted', SECRET, rig.api.secret, rig.forge.token])
      expect(rig.server.log).not.toContain(text);
  });

  it('is for people where LOG_FORMAT says so, and as talkative as LOG_LEVEL says', async () => {
    const pretty = await RunningServer.start({
      env: { LOG_FORMAT: 'pretty', LOG_LEVEL: 'info', MAX_CONCURENT_JOBS: '1' },
    });
    await pretty.stop();
    expect(pretty.log).toMatch(/^\[Nest\] \d+ .* WARN MAX_CONCURENT_JOBS has no effect/m);
    expect(pretty.log).toMatch(/ LOG \[Shutdown\] SIGTERM: taking no new work/);

    const lines: string[] = [];
    const failed = await RunningServer.start({
      env: { LOG_LEVEL: 'loud' },
      onLine: (line) => lines.push(line),
    }).catch(() => null);
    expect([failed, lines]).toEqual([null, ['claude-code-orchestrator: LOG_LEVEL must be error, warn, info or debug']]);
  });
});
