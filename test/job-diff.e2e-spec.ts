import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, fails, says, type Turn, uses, writes } from './support/scripted-model.turns.js';
import { RunningServer } from './support/server.js';
import { until } from './support/until.js';

interface DiffBody {
  readonly files: readonly {
    readonly path: string;
    readonly previous_path: string | null;
    readonly status: string;
    readonly additions: number | null;
    readonly deletions: number | null;
  }[];
  readonly patch: string;
  readonly truncated: boolean;
  readonly base_sha: string | null;
  readonly head_sha: string | null;
  readonly collected_at: string | null;
}

/** Assembled here, so that secret scanners do not report this file. */
const GITHUB_TOKEN = ['gh', 'p_', 'aB3dE5gH7j'.repeat(4)].join('');
const NOTHING = { files: [], patch: '', truncated: false, base_sha: null, head_sha: null, collected_at: null };

const runs = (command: string): Turn => uses('Bash', { command, description: 'work' });

describe('what a job changed', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let rig: Rig;
  let other: RunningServer;
  let clientId: string;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    const shared = { DATABASE_URL: database.url, CLAUDE_MAX_RETRIES: '0' };
    rig = await Rig.start({ env: { ...shared, NODE_ID: 'diff-a' } });
    other = await RunningServer.start({ env: { ...shared, NODE_ID: 'diff-b', MAX_CONCURRENT_JOBS: '1' } });
    await other.api.post('/admin/drain', {});
    const files = { 'README.md': '# App\n', 'old.txt': 'one\ntwo\nthree\nfour\nfive\n', 'gone.txt': 'gone\n' };
    ({ clientId } = await rig.addRepository('acme/app', { files }));
  });

  afterAll(async () => {
    await other.stop();
    await rig.close();
    await database.close();
  });

  const job = (marker: string, turns: readonly Turn[], more: object = {}): Promise<JobBody> => {
    rig.model.script(marker, turns);
    return rig.run({ clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}`, ...more });
  };
  const diffOf = async (id: string, { api }: RunningServer = rig.server): Promise<DiffBody> => {
    const { status, body } = await api.get<DiffBody>(`/jobs/${id}/diff`);
    expect(status).toBe(200);
    return body;
  };
  const patchOf = (id: string, server = rig.server): Promise<Response> =>
    fetch(`${server.api.url}/jobs/${id}/diff`, {
      headers: { authorization: `Bearer ${server.api.secret}`, accept: 'text/x-diff' },
    });

  it('is told file by file and as a patch, by every server, after its worktree is gone', async () => {
    const command =
      'mv old.txt new.txt && echo six >> new.txt && rm gone.txt && printf "a\\000b" > image && chmod +x README.md';
    const done = await job('changes', [writes('hello.txt', 'hello\n'), runs(command), says('Done.')]);
    expect(done).toMatchObject({ status: 'completed', outcome: 'pull_request' });
    const diff = await diffOf(done.id);
    expect(diff.files).toEqual([
      { path: 'README.md', previous_path: null, status: 'modified', additions: 0, deletions: 0 },
      { path: 'gone.txt', previous_path: null, status: 'deleted', additions: 0, deletions: 1 },
      { path: 'hello.txt', previous_path: null, status: 'added', additions: 1, deletions: 0 },
      { path: 'image', previous_path: null, status: 'added', additions: null, deletions: null },
      { path: 'new.txt', previous_path: 'old.txt', status: 'renamed', additions: 1, deletions: 0 },
    ]);
    expect(diff).toMatchObject({
      truncated: false,
      base_sha: done['base_sha' as keyof JobBody],
      head_sha: done.head_sha,
    });
    expect(diff.patch).toContain('rename from old.txt\nrename to new.txt\n');
    expect(diff.patch).toContain('+hello\n');
    expect(await diffOf(done.id, other)).toEqual(diff);
    const answer = await patchOf(done.id, other);
    expect(answer.headers.get('content-type')).toBe('text/x-diff; charset=utf-8');
    expect(answer.headers.get('x-diff-truncated')).toBeNull();
    expect(answer.headers.get('vary')).toMatch(/accept/i);
    expect(await answer.text()).toBe(diff.patch);
  });

  it('is empty before the job starts, and when it changed nothing', async () => {
    const notBefore = new Date(Date.now() + 3_600_000).toISOString();
    const id = await rig.queue({ clientId, prompt: 'Later', branchName: 'feature/later', notBefore });
    expect(await diffOf(id)).toEqual(NOTHING);
    expect(await (await patchOf(id)).text()).toBe('');
    const idle = await job('idles', [says('There is nothing to do.')]);
    expect(await diffOf(idle.id)).toMatchObject({ files: [], patch: '', collected_at: expect.any(String) });
  });

  it('is refused for jobs that change no files, and for those that nobody knows', async () => {
    const id = await rig.queue({ clientId, jobType: 'task', prompt: 'Talk', notBefore: '2100-01-01T00:00:00Z' });
    const { status, body } = await rig.api.get(`/jobs/${id}/diff`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'job_changes_nothing', error: expect.stringContaining('task') });
    expect((await rig.api.get('/jobs/00000000-0000-4000-8000-000000000000/diff')).status).toBe(404);
    expect((await rig.api.get('/jobs/x/diff')).status).toBe(400);
  });

  it('is told of a loop while it runs, as its last iteration left it, and stays when it is cancelled', async () => {
    const gate = new Gate();
    rig.model.scriptIterations('loop-diff.', [
      [writes('one.txt', 'one\n'), says('One.')],
      [writes('two.txt', 'two\n'), says('Two.')],
      [writes('three.txt', 'three\n'), after(gate, says('Three.'))],
    ]);
    const more = { jobType: 'ralph', branchName: 'feature/loop-diff', maxIterations: 5 };
    const id = await rig.queue({ clientId, prompt: 'Do loop-diff.', ...more });
    const paths = async (): Promise<string[]> => (await diffOf(id)).files.map(({ path }) => path);
    await until(async () => (await paths()).length === 2, 60_000);
    expect((await rig.api.get<JobBody>(`/jobs/${id}`)).body.status).toBe('running');
    expect(await paths()).toEqual(['one.txt', 'two.txt']);
    await rig.api.post(`/jobs/${id}/cancel`);
    gate.open();
    expect((await rig.api.waitForEnd(id)).status).toBe('cancelled');
    expect(await paths()).toEqual(['one.txt', 'two.txt']);
  });

  it('is told of work that must not be published, without its secret', async () => {
    const name = `"$(printf 'a\\nb') <script>.txt"`;
    const command = `echo 'token = ${GITHUB_TOKEN}' > config.txt; echo fine > ${name}; ln -s /etc/passwd link`;
    const failed = await job('leaks', [runs(command), says('Done.')]);
    expect(failed).toMatchObject({ status: 'failed', error_code: 'secret_found' });
    const diff = await diffOf(failed.id);
    expect(diff.files.map(({ path }) => path)).toEqual(['a\nb <script>.txt', 'config.txt', 'link']);
    expect(diff.patch).toContain('+token = [redacted]\n');
    expect(diff.patch).toContain('+/etc/passwd\n');
    expect(diff.patch).not.toContain('root:');
    expect(JSON.stringify(diff)).not.toContain(GITHUB_TOKEN);
  });

  it('is told of what a session that failed has left, though no commit has it', async () => {
    const failed = await job('breaks', [writes('half.txt', 'half\n'), fails(400, 'too strange')]);
    expect(failed).toMatchObject({ status: 'failed', error_code: 'agent_failed', head_sha: null });
    const diff = await diffOf(failed.id);
    expect(diff).toMatchObject({ head_sha: null, files: [{ path: 'half.txt', status: 'added' }] });
  });

  it('is told of a retry that publishes the work of another job', async () => {
    rig.forge.fail(/^POST .*\/pulls$/, 403, 1, { body: { message: 'Resource not accessible' } });
    const failed = await job('kept', [writes('kept.txt', 'kept\n'), says('Done.')]);
    expect(failed.status).toBe('failed');
    const { body } = await rig.api.post<JobBody>(`/jobs/${failed.id}/retry`, {});
    expect(await rig.api.waitForEnd(body.id)).toMatchObject({ status: 'completed' });
    expect((await diffOf(body.id)).files).toEqual((await diffOf(failed.id)).files);
  });

  it('is bounded, and says so', async () => {
    const done = await job('is-large', [runs('seq 1 400000 > a-large; echo 1 > small'), says('Done.')]);
    const diff = await diffOf(done.id);
    expect(diff).toMatchObject({
      truncated: true,
      files: [{ path: 'a-large', additions: 400_000 }, { path: 'small' }],
    });
    expect(diff.patch).toMatch(/^diff --git a\/small b\/small\n/);
    expect((await patchOf(done.id)).headers.get('x-diff-truncated')).toBe('true');
  });
});
