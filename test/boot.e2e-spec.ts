import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processesNaming, residentBytes } from './support/leaks.js';
import { RunningServer, serverEnvironment, serverFolders } from './support/server.js';

const run = promisify(execFile);
const MAIN = join(process.cwd(), 'dist', 'main.js');

interface Failure {
  readonly code: number;
  readonly stderr: string;
}

describe('the server', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orch-boot-'));
  });

  afterEach(async () => {
    const left = await processesNaming(folder);
    if (left.length > 0) throw new Error(`processes were left behind:\n${left.join('\n')}`);
    await rm(folder, { recursive: true, force: true });
  });

  async function failure(env: Record<string, string>, nodeOptions: string[] = []): Promise<Failure> {
    const options = { cwd: folder, env: serverEnvironment(folder, env) };
    return run(process.execPath, [...nodeOptions, MAIN], options).then(
      () => {
        throw new Error('the server ended without a failure');
      },
      (error: Failure) => error,
    );
  }

  it('names every missing or wrong variable in a sentence of its own, shows no value, and ends with 1', async () => {
    const { code, stderr } = await failure({ AGENT_API_SECRET: '', PORT: 'eighty', GITHUB_API_URL: 'hush-hush' });
    expect(code).toBe(1);
    const lines = stderr.trim().split('\n');
    expect(lines).toHaveLength(3);
    for (const name of ['AGENT_API_SECRET', 'PORT', 'GITHUB_API_URL']) {
      expect(lines.filter((line) => line.includes(`: ${name} `))).toHaveLength(1);
    }
    expect(stderr).not.toMatch(/eighty|hush-hush/);
  });

  it('asks to percent-encode a password in DATABASE_URL, and does not show it', async () => {
    const { code, stderr } = await failure({ DATABASE_URL: 'postgres://u:hush#hush@db.example/x' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^claude-code-orchestrator: DATABASE_URL .* percent-encode .*\n$/);
    expect(stderr).not.toContain('hush');
  });

  it('says in a sentence that its Node.js is too old, before it loads anything that needs a newer one', async () => {
    const older = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";
    const asOlder = ['--import', `data:text/javascript,${encodeURIComponent(older)}`];
    const { code, stderr } = await failure({}, asOlder);
    expect(code).toBe(1);
    expect(stderr).toBe('claude-code-orchestrator: Node.js 20.20.2 is too old: 22.12 or newer is needed\n');
  });

  it('says in a sentence that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, stderr } = await failure({ PORT: `${port}` });
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `claude-code-orchestrator: The port ${port} of 127.0.0.1 is in use by another process: set PORT to a free one\n`,
    );
    await expect(readdir(serverFolders(folder).data)).resolves.toEqual([]);
  });

  it('says in a sentence that HOST is another machine', async () => {
    const { code, stderr } = await failure({ HOST: '192.0.2.1' });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^claude-code-orchestrator: HOST 192\.0\.2\.1 is not an address of this machine: set HOST .*\n$/,
    );
  });

  it('refuses a second server on the same folder, and starts again after a crash with everything it knew', async () => {
    const first = await RunningServer.start({ folder, makesDatabase: true });
    const { code, stderr } = await failure({});
    expect(code).toBe(1);
    expect(stderr).toContain(`${first.child.pid}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    const { body } = await first.api.post<{ id: string }>('/clients', { name: 'Survivor' });
    await first.kill();
    const second = await RunningServer.start({ folder, makesDatabase: true });
    expect((await second.api.get(`/clients/${body.id}`)).body).toMatchObject({ name: 'Survivor' });
    expect(await second.stop()).toBe(0);
  });

  it('says in a sentence that it cannot open what its database has encrypted', async () => {
    await (await RunningServer.start({ folder, makesDatabase: true })).stop();
    const key = join(serverFolders(folder).data, 'encryption-key');
    const made = await readFile(key, 'utf8');
    await rm(key);
    for (const env of [{ ENCRYPTION_KEY: '' }, { ENCRYPTION_KEY: '0'.repeat(64) }]) {
      const { code, stderr } = await failure(env);
      expect(code).toBe(1);
      expect(stderr).toMatch(/^claude-code-orchestrator: The database in DATA_DIR has secrets .* ENCRYPTION_KEY\n$/);
    }
    const server = await RunningServer.start({ folder, makesDatabase: true, env: { ENCRYPTION_KEY: made.trim() } });
    expect(await server.stop()).toBe(0);
  });

  it('keeps within 250 MB when idle, and tells its boot time on an existing folder', async () => {
    await (await RunningServer.start({ folder, makesDatabase: true })).stop();
    const begun = performance.now();
    const server = await RunningServer.start({ folder, makesDatabase: true });
    expect((await server.api.get('/health')).status).toBe(200);
    const bootMs = performance.now() - begun;
    const bytes = await residentBytes(folder);
    await server.stop();
    process.stdout.write(`boot to /health ${Math.round(bootMs)} ms, resident ${Math.round(bytes / 1e6)} MB\n`);
    expect(bytes).toBeLessThan(250e6);
  });

  it('shows other users nothing: not the directories that it makes, and it warns of an .env that they can read', async () => {
    await writeFile(join(folder, '.env'), 'MAX_CONCURRENT_JOBS=2\n', { mode: 0o644 });
    const server = await RunningServer.start({ folder });
    for (const directory of Object.values(server.path)) {
      expect([directory, (await stat(directory)).mode & 0o066]).toEqual([directory, 0]);
    }
    const warnings = server.log.split('\n').filter((line) => line.includes('every user of this machine can read'));
    expect(warnings).toEqual([expect.stringContaining(`${join(folder, '.env')}: remove that permission`)]);
    await server.stop();
  });

  it('starts without what jobs need, says so in a line each, and asks what a variable with a slip was meant to be', async () => {
    const wrong = { MAX_CONCURENT_JOBS: '4', PATH: '/nonexistent', CLAUDE_BIN: '/nonexistent/claude' };
    const env = { ...wrong, AGENT_API_SECRET: 'a-short-one' };
    const server = await RunningServer.start({ folder, makesDatabase: true, env });
    expect(server.log).toContain(
      'MAX_CONCURENT_JOBS has no effect, the server does not know it: did you mean MAX_CONCURRENT_JOBS?',
    );
    expect((await server.api.get('/health')).body).toMatchObject({ status: 'degraded', git: { authenticated: false } });
    const sentences = [
      /AGENT_API_SECRET is shorter than 32 characters: whoever guesses it can use the server\. Make one with openssl rand -hex 32/,
      /GITHUB_TOKEN is not set: only public repositories can be read, and nothing can be pushed/,
      /No job can reach the model: set ANTHROPIC_API_KEY, or CLAUDE_CODE_OAUTH_TOKEN of `claude setup-token`/,
      /Claude Code cannot be started: CLAUDE_BIN does not name a program that the server can run/,
      /No job can be done, git cannot be run \(ENOENT\)/,
    ];
    for (const sentence of sentences) await server.whenLogged(sentence);
    const warnings = server.linesOf('warn').filter(({ msg }) => !msg.includes('sandbox'));
    expect(warnings).toHaveLength(sentences.length + 1);
    expect((await server.api.get('/health')).body).toMatchObject({
      claude: { authenticated: false, version: null, reason: 'not_installed' },
      git: { authenticated: false, reason: 'not_runnable' },
    });
    await server.stop();
  });
});
