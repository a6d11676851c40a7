import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { iterationsOf } from './support/iterations.js';
import { expectLedgerAgrees } from './support/ledger.js';
import { Rig } from './support/rig.js';
import { userTextOf } from './support/scripted-model.conversation.js';
import { says, type Turn, uses } from './support/scripted-model.turns.js';

/** Of an iteration in which the promise was given for work that nobody could publish. */
const NESTED = 'git init -q lib && git -C lib -c user.name=a -c user.email=a@b commit -q --allow-empty -m x';

const write = (file: string, content = file): Turn => uses('Write', { file_path: file, content });

describe('the work of a loop', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  /** Runs a loop whose iterations are scripted, on a branch of its own. */
  async function loop(name: string, iterations: readonly (readonly Turn[])[], part: Record<string, unknown> = {}) {
    rig.model.scriptIterations(`loop-${name}.`, iterations);
    const branchName = `feature/${name}`;
    const job = await rig.run({ clientId, jobType: 'ralph', branchName, prompt: `Do loop-${name}.`, ...part }, 90_000);
    const { iterations: rows } = await iterationsOf(rig.api, job.id);
    return { job, rows, pulls: rig.forge.pulls.filter(({ head }) => head === branchName) };
  }

  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).flatMap(({ type, content }) => (type === 'system' ? [content] : [])).join('\n');
  };

  it.each([
    ['with a commit', NESTED],
    ['without a commit', 'git init -q lib'],
  ])('tells the next iteration of work that cannot be published: a repository %s', async (name, command) => {
    const marker = `nested ${name};`;
    rig.model.scriptIterations(marker, [
      [write('one.txt'), uses('Bash', { command, description: 'init' }), says('RALPH_COMPLETE')],
      [uses('Bash', { command: 'rm -rf lib', description: 'mend' }), says('RALPH_COMPLETE')],
    ]);
    const branchName = `feature/nested-${name.replaceAll(' ', '-')}`;
    const job = await rig.run({ clientId, jobType: 'ralph', prompt: `Do ${marker}`, branchName, maxIterations: 3 });
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'promise_detected', total_iterations: 2 });
    const { iterations } = await iterationsOf(rig.api, job.id);
    expect(iterations).toMatchObject([
      { promiseClaimed: true, promiseDetected: false, error: null, publishProblem: expect.stringContaining('lib') },
      { promiseDetected: true, publishProblem: null },
    ]);
    const told = rig.model.requestsOf(marker).map(({ body }) => userTextOf(body));
    expect(told.filter((text) => text.includes('cannot be published')).length).toBeGreaterThan(0);
    expect(told[0]).not.toContain('cannot be published');
    expect(await rig.forge.file('acme/app', branchName, 'one.txt')).toBe('one.txt');
  });

  it('is not what its feedback commands write, which hides no standstill and is not published unless Claude changed it', async () => {
    const report = 'date +%N | tee .coverage >> notes; mkdir -p cache; date +%N > cache/x; git add -A; exit 0';
    const { job, rows, pulls } = await loop('reports', [[write('notes', 'Mine:'), says('One.')]], {
      maxIterations: 9,
      feedbackCommands: [report],
    });
    expect(job).toMatchObject({ status: 'completed', completion_reason: 'no_progress', total_iterations: 4 });
    expect(rows.map(({ treeChanged, filesChanged }) => [treeChanged, filesChanged])).toEqual([
      [true, 1],
      ...Array.from({ length: 3 }, () => [false, 0]),
    ]);
    expect(pulls).toHaveLength(1);
    expect(await rig.forge.file('acme/app', 'feature/reports', 'notes')).toMatch(/^Mine:(\d{9}\n){4}$/);
    expect(await rig.forge.file('acme/app', 'feature/reports', '.coverage')).toBeNull();
    expect(await rig.forge.file('acme/app', 'feature/reports', 'cache/x')).toBeNull();
    expect(await notes(job.id)).toContain(
      'Not part of the work, because only feedback commands changed it: .coverage, cache/x',
    );
  });

  it('is in the ledger with all that it used', () => expectLedgerAgrees(rig.api, clientId));
});
