import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import type { ArtifactsBody } from './support/artifacts.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, fails, says, type Turn, uses, writes } from './support/scripted-model.turns.js';
import { RunningServer } from './support/server.js';
import { until } from './support/until.js';

/** Assembled here, so that secret scanners do not report this file. */
const OTHER_TOKEN = ['gh', 'o_', 'zY9xW7vU5t'.repeat(4)].join('');
const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';

const runs = (command: string): Turn =>
  uses('Bash', { command: `cd "$ARTIFACTS_DIR" && ${command}`, description: 'work' });

describe('the artifacts of a job', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let rig: Rig;
  let other: RunningServer;
  let clientId: string;
  let repositoryId: string;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    const shared = { DATABASE_URL: database.url, CLAUDE_MAX_RETRIES: '0', PUBLIC_URL: 'https://jobs.example/' };
    rig = await Rig.start({ env: { ...shared, NODE_ID: 'artifacts-a' } });
    other = await RunningServer.start({ env: { ...shared, NODE_ID: 'artifacts-b' } });
    await other.api.post('/admin/drain', {});
    ({ clientId, repositoryId } = await rig.addRepository());
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
  const list = async (id: string, query = ''): Promise<ArtifactsBody> => {
    const { status, body } = await rig.api.get<ArtifactsBody>(`/jobs/${id}/artifacts${query}`);
    expect(status).toBe(200);
    return body;
  };
  const names = async (id: string): Promise<string[]> => (await list(id)).artifacts.map(({ name }) => name);
  const download = (id: string, name: string, { api } = rig.server): Promise<Response> =>
    fetch(`${api.url}/jobs/${id}/artifacts/${name}`, { headers: { authorization: `Bearer ${api.secret}` } });
  const content = async (id: string, name: string): Promise<string> => (await download(id, name)).text();
  const notes = async (id: string): Promise<string> => {
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
    return (body.messages ?? []).flatMap(({ type, content: said }) => (type === 'system' ? [said] : [])).join('\n');
  };

  it('are listed and downloaded from every server, linked in the pull request, and never in the repository', async () => {
    const command = [
      `echo 'All green.' > 'Bericht für Ute (1).txt'`,
      `echo '<script>alert(1)</script>' > page.html`,
      `printf '\\000PNG' > image.png`,
      ': > empty',
      'head -c 3000000 /dev/zero > zeros.bin',
    ].join('; ');
    const done = await job('reports', [runs(command), writes('a.txt'), says('Done.')]);
    expect(done).toMatchObject({ status: 'completed', outcome: 'pull_request' });
    const { artifacts, next_cursor } = await list(done.id);
    expect(next_cursor).toBeNull();
    const created_at = expect.any(String);
    expect(artifacts).toEqual([
      { name: 'Bericht für Ute (1).txt', bytes: 11, content_type: TEXT, created_at },
      { name: 'empty', bytes: 0, content_type: TEXT, created_at },
      { name: 'image.png', bytes: 4, content_type: BYTES, created_at },
      { name: 'page.html', bytes: 26, content_type: TEXT, created_at },
      { name: 'zeros.bin', bytes: 3_000_000, content_type: BYTES, created_at },
    ]);
    const page = await download(done.id, 'page.html', other);
    expect(page.status).toBe(200);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': TEXT,
      'content-disposition': 'attachment; filename=page.html',
      'content-length': '26',
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
    });
    expect(await page.text()).toBe('<script>alert(1)</script>\n');
    const zeros = Buffer.from(await (await download(done.id, 'zeros.bin', other)).arrayBuffer());
    expect(zeros.equals(Buffer.alloc(3_000_000))).toBe(true);
    expect((await download(done.id, 'empty')).headers.get('content-length')).toBe('0');
    const path = 'Bericht%20f%C3%BCr%20Ute%20%281%29.txt';
    expect(await content(done.id, path)).toBe('All green.\n');
    const body = rig.forge.pulls.find(({ head }) => head === 'feature/reports')?.body ?? '';
    expect(body).toContain('## Artifacts\n');
    expect(body).toContain(`(https://jobs.example/jobs/${done.id}/artifacts/${path}) (11 bytes)`);
    const changed = await rig.forge.repository('acme/app').git('diff', '--name-only', 'main', 'feature/reports');
    expect(changed).toBe('a.txt');
    expect(await notes(done.id)).toContain('Kept as artifacts: Bericht für Ute (1).txt (11 bytes), empty (0 bytes)');
    expect(JSON.stringify(rig.model.requestsOf('reports')[0]?.body)).toContain('the variable ARTIFACTS_DIR');
  });

  it('are read page by page', async () => {
    const done = await job('pages', [runs('for i in 1 2 3; do echo $i > $i; done'), says('Done.')]);
    const first = await list(done.id, '?limit=2');
    expect(first.artifacts.map(({ name }) => name)).toEqual(['1', '2']);
    const second = await list(done.id, `?limit=2&cursor=${first.next_cursor}`);
    expect(second.artifacts.map(({ name }) => name)).toEqual(['3']);
    expect(second.next_cursor).toBeNull();
    expect((await rig.api.get(`/jobs/${done.id}/artifacts?cursor=x`)).status).toBe(400);
  });

  it('are plain files with plain names alone', async () => {
    const command = [
      'echo fine > good.txt; ln -s /etc/passwd link.txt; ln -s /etc etc; mkdir inner; echo x > inner/file; mkfifo pipe',
      `echo a > one; ln one two; echo b > .hidden; echo c > "$(printf 'a\\nb')"; echo d > '<img src=x>'; echo e > '-rf'`,
      `echo f > "$(printf '\\377\\376')"; echo g > '\`id\`'; echo h > 'x '`,
    ].join('; ');
    const done = await job('hostile', [runs(command), says('Done.')]);
    expect(done.status).toBe('completed');
    expect(await names(done.id)).toEqual(['good.txt']);
    const said = (await notes(done.id)).split('\n').filter((line) => line.startsWith('Not kept as artifacts:'));
    expect(said).toHaveLength(1);
    for (const part of [
      'etc (a symbolic link)',
      'inner (a directory)',
      'link.txt (a symbolic link)',
      'one (a file that has several names)',
      'pipe (not a file)',
      '.hidden (a name with other characters',
      'a?b (a name with other characters',
    ])
      expect(said[0]).toContain(part);
    for (const name of ['link.txt', 'etc/passwd', '..%2F..%2Fpasswd', '%2Fetc%2Fpasswd', 'good.txt%00', '.hidden'])
      expect((await download(done.id, name)).status).toBe(404);
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await rig.api.get(`/jobs/${unknown}/artifacts`)).status).toBe(404);
    expect((await download(unknown, 'good.txt')).status).toBe(404);
  });

  it('hold no secret that the server knows', async () => {
    const secret = rig.forge.token;
    const command = [
      `printf 'token = %s\\nother = %s\\n' '${secret}' '${OTHER_TOKEN}' > env.txt`,
      `printf '\\000%s' '${secret}' > core; printf '\\000\\001' > harmless; echo x > '${OTHER_TOKEN}'`,
      `{ head -c 300000 /dev/zero | tr '\\0' 'x'; echo; echo '${secret}'; head -c 300000 /dev/zero | tr '\\0' 'y'; } > long.log`,
    ].join('; ');
    const done = await job('secretive', [runs(command), says('Done.')]);
    expect(await names(done.id)).toEqual(['env.txt', 'harmless', 'long.log']);
    expect(await content(done.id, 'env.txt')).toBe('token = [redacted]\nother = [redacted]\n');
    expect(await content(done.id, 'long.log')).toContain('x\n[redacted]\nyyy');
    const said = await notes(done.id);
    expect(said).toContain('core (it contains a secret)');
    expect(said).not.toContain(OTHER_TOKEN);
  });

  it('are bounded in number and size', async () => {
    const many = 'for i in $(seq 101 155); do echo $i > $i; done; truncate -s 60M ignored-for-number';
    const done = await job('too-many', [runs(many), says('Done.')]);
    expect(await names(done.id)).toHaveLength(50);
    expect(await notes(done.id)).toContain('151 (there are more than 50)');
    const large = 'truncate -s 30M a; truncate -s 30M b; echo small > c; truncate -s 100M endless';
    const second = await job('too-large', [runs(large), says('Done.')]);
    expect(await names(second.id)).toEqual(['a', 'c']);
    const said = await notes(second.id);
    expect(said).toContain('b (together they are larger than 50 MB)');
    expect(said).toContain('endless (together they are larger than 50 MB)');
  });

  it('of a loop are there after each iteration, also those of its feedback commands, and stay when it is cancelled', async () => {
    const gate = new Gate();
    rig.model.scriptIterations('loop-artifacts.', [
      [writes('one.txt'), runs('echo 1 > mine; ln -s x link'), says('One.')],
      [writes('two.txt'), runs('echo 2 > mine'), says('Two.')],
      [writes('three.txt'), runs('echo 3 > mine'), after(gate, says('Three.'))],
    ]);
    const id = await rig.queue({
      clientId,
      jobType: 'ralph',
      prompt: 'Do loop-artifacts.',
      branchName: 'feature/loop-artifacts',
      maxIterations: 5,
      feedbackCommands: ['date +%N >> "$ARTIFACTS_DIR/junit.xml"'],
    });
    const mine = async (): Promise<string> => ((await names(id)).includes('mine') ? content(id, 'mine') : '');
    await until(async () => (await mine()) === '2\n', 90_000);
    expect((await rig.api.get<JobBody>(`/jobs/${id}`)).body.status).toBe('running');
    expect((await names(id)).toSorted()).toEqual(['junit.xml', 'mine']);
    expect((await content(id, 'junit.xml')).trim().split('\n')).toHaveLength(2);
    expect((await notes(id)).match(/link \(a symbolic link\)/g)).toHaveLength(1);
    await until(() => rig.model.requestsOf('loop-artifacts.').length >= 9, 60_000);
    await rig.api.post(`/jobs/${id}/cancel`);
    gate.open();
    expect((await rig.api.waitForEnd(id)).status).toBe('cancelled');
    await until(async () => (await mine()) === '3\n', 20_000);
  });

  it('of a session that failed are kept', async () => {
    const failed = await job('breaks', [runs('echo why > log.txt'), fails(400, 'too strange')]);
    expect(failed.status).toBe('failed');
    expect(await content(failed.id, 'log.txt')).toBe('why\n');
  });

  it('of a conversation are what its MCP servers leave', async () => {
    const mcpServers = { leaver: { command: 'sh', args: ['-c', 'echo talk > "$ARTIFACTS_DIR/talk.txt"'] } };
    const config = { mcpServers, allowedTools: { leaver: '*' } };
    expect((await rig.api.request('PUT', `/repos/${repositoryId}/mcp-config`, config)).status).toBe(200);
    rig.model.script('chat', [says('Hello.')]);
    const id = await rig.queue({ clientId, jobType: 'task', prompt: 'A chat' });
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');
    await rig.api.post(`/jobs/${id}/complete`);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
    expect(await content(id, 'talk.txt')).toBe('talk\n');
  });
});
