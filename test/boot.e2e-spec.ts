import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processesNaming, residentBytes } from './support/leaks.js';
import { RunningServer, serverEnvironment } from './support/server.js';

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

  async function failure(env: Record<string, string>): Promise<Failure> {
    const options = { cwd: folder, env: serverEnvironment(folder, env) };
    return run(process.execPath, [MAIN], options).then(
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

  it('says in a sentence that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, stderr } = await failure({ PORT: `${port}` });
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/port .*in use/i);
    expect(stderr).not.toContain('    at ');
  });

  it('refuses a second server on the same folder, and starts again after a crash with everything it knew', async () => {
    const first = await RunningServer.start({ folder });
    const { code, stderr } = await failure({});
    expect(code).toBe(1);
    expect(stderr).toContain(`${first.child.pid}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    const { body } = await first.api.post<{ id: string }>('/clients', { name: 'Survivor' });
    await first.kill();
    const second = await RunningServer.start({ folder });
    expect((await second.api.get(`/clients/${body.id}`)).body).toMatchObject({ name: 'Survivor' });
    expect(await second.stop()).toBe(0);
  });

  it('keeps within 250 MB when idle, and tells its boot time on an existing folder', async () => {
    await (await RunningServer.start({ folder })).stop();
    const begun = performance.now();
    const server = await RunningServer.start({ folder });
    expect((await server.api.get('/health')).status).toBe(200);
    const bootMs = performance.now() - begun;
    const bytes = await residentBytes(folder);
    await server.stop();
    process.stdout.write(`boot to /health ${Math.round(bootMs)} ms, resident ${Math.round(bytes / 1e6)} MB\n`);
    expect(bytes).toBeLessThan(250e6);
  });

  it('starts without a GitHub token and says so', async () => {
    const server = await RunningServer.start({ folder });
    expect((await server.api.get('/health')).body).toMatchObject({ status: 'degraded', git: { authenticated: false } });
    await server.stop();
  });
});
