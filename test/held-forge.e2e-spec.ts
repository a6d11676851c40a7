import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allProcesses, processTree, type RunningProcess } from './support/process-list.js';
import { Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

describe('a forge that holds the line', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  it('finds no secret in the command line of any process while a push is under way', async () => {
    rig.model.script('held-push', [uses('Write', { file_path: 'h.txt', content: 'h' }), says('Done.')]);
    const hold = rig.forge.hold('push');
    const id = await rig.queue({ clientId, prompt: 'A held-push', branchName: 'feature/held' });
    await hold.reached;
    const lines = (await processTree(rig.server.child.pid ?? 0)).map(({ line }) => line);
    hold.release();
    expect(lines.filter((line) => /\bgit\b.* push /.test(line) && line.includes(rig.forge.serverUrl))).not.toEqual([]);
    const basic = Buffer.from(`x-access-token:${rig.forge.token}`).toString('base64');
    for (const secret of [rig.forge.token, basic, rig.api.secret]) {
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    }
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', error: null });
  });

  describe('and never answers', () => {
    const sockets = new Set<Socket>();
    let silent: Server;
    let url: string;
    let leading: Record<string, string>;

    beforeAll(async () => {
      silent = createServer((socket) => sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
      await once(silent, 'listening');
      url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
      await rig.server.stop();
      leading = { GITHUB_SERVER_URL: url, GITHUB_API_URL: `${url}/api/v3` };
      await rig.restart(leading);
    });

    afterAll(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });

    const health = async () => (await rig.api.get<{ git: { authenticated: boolean | null } }>('/health')).body;

    it('holds up neither /health nor a cancel, and leaves no git behind', async () => {
      const id = await rig.queue({ clientId, prompt: 'Wait', branchName: 'feature/silent' });
      await until(async () => (await gitsOf(url)).length > 0, 10_000);
      const begun = performance.now();
      await rig.api.get('/health');
      expect(performance.now() - begun).toBeLessThan(5_000);
      // Not known at first: the question takes as long as GitHub is waited for.
      await until(async () => (await health()).git.authenticated !== null, 10_000);
      expect(await health()).toMatchObject({
        status: 'degraded',
        git: { authenticated: false, reason: 'unreachable' },
      });
      expect((await rig.api.post(`/jobs/${id}/cancel`)).body).toEqual({ id, status: 'cancelled', wasRunning: true });
      await until(async () => (await gitsOf(url)).length === 0, 10_000);
      expect(await rig.api.waitForJob(id, ({ phase }) => phase === null)).toMatchObject({ status: 'cancelled' });
    });

    it('is left alone by the git of a server that was killed, once that server starts again', async () => {
      const id = await rig.queue({ clientId, prompt: 'Wait on', branchName: 'feature/orphan' });
      await until(async () => (await gitsOf(url)).length > 0, 10_000);
      const before = (await gitsOf(url)).map(({ pid }) => pid);
      await rig.server.kill();
      await rig.restart(leading);
      await until(async () => (await gitsOf(url)).every(({ pid }) => !before.includes(pid)), 10_000);
      expect((await rig.api.post(`/jobs/${id}/cancel`)).status).toBe(200);
      await until(async () => (await gitsOf(url)).length === 0, 10_000);
    });
  });
});

/** Processes whose command line names a server. */
async function gitsOf(server: string): Promise<RunningProcess[]> {
  return (await allProcesses()).filter(({ line }) => line.includes(server));
}
