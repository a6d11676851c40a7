import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpMcpServer } from './support/http-mcp-server.js';
import { processesNaming } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { toolResultsOf } from './support/scripted-model.conversation.js';
import { hangs, replies, says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

const TINY = join(process.cwd(), 'test', 'support', 'tiny-mcp-server.mjs');
const MODEL_KEY = 'CANARY-model-key-0123456789';
const hasBubblewrap = ['/usr/bin/bwrap', '/usr/local/bin/bwrap'].some((path) => existsSync(path));

/** Every place that a job must not read gets one of these. */
const CANARY = 'CANARY';

describe.each(['open', 'model-only'] as const)('jobs under bubblewrap, network %s', (network) => {
  let started: Rig | null = null;
  let mcp: HttpMcpServer;
  let refusal = '';

  beforeAll(async () => {
    mcp = await HttpMcpServer.start();
    const env = {
      SANDBOX_REQUIRED: 'true',
      SANDBOX_NETWORK: network,
      MODEL_CREDENTIAL_PROXY: 'true',
      ANTHROPIC_API_KEY: MODEL_KEY,
      TASK_PARK_AFTER: '300ms',
    };
    try {
      started = await Rig.start({ env });
    } catch (error) {
      refusal = String(error);
    }
  });
  afterAll(async () => {
    await started?.close();
    await mcp.close();
  });

  /** Where bubblewrap does not work, the server must have refused to start without it. */
  const where = async (test: (rig: Rig) => Promise<void>): Promise<void> => {
    if (started) return test(started);
    const sentence = hasBubblewrap ? 'does not work here' : 'bwrap is not installed';
    if (!refusal.includes('SANDBOX_REQUIRED=true needs') || !refusal.includes(sentence)) throw new Error(refusal);
  };

  it('are told in the log, in /health and on the job', async () =>
    where(async (rig) => {
      expect(rig.server.log).toContain(`jobs run in the sandbox bubblewrap, network ${network}`);
      expect((await rig.api.get('/health')).body).toMatchObject({ sandbox: { driver: 'bubblewrap', network } });
      const { clientId } = await rig.addRepository('told/app');
      const job = await rig.run({ clientId, prompt: 'Nothing', branchName: 'feature/told' });
      expect(job).toMatchObject({ status: 'completed', sandbox: 'bubblewrap' });
    }));

  it('write code that becomes a pull request, with a model key that they never had', async () =>
    where(async (rig) => {
      const { clientId } = await rig.addRepository('code/app');
      rig.model.script('write-it', [
        uses('Write', { file_path: 'hello.txt', content: 'Hello\n' }),
        uses('Bash', {
          command: 'env; git add -A && git -c user.name=a commit -qm "By the agent" && git log --oneline',
        }),
        says('Written.'),
      ]);
      const job = await rig.run({ clientId, prompt: 'write-it', branchName: 'feature/hello' });
      expect(job).toMatchObject({ status: 'completed', error: null });
      expect(await rig.forge.file('code/app', 'feature/hello', 'hello.txt')).toBe('Hello\n');
      const requests = rig.model.requestsOf('write-it');
      expect(new Set(requests.map(({ headers }) => headers['x-api-key']))).toEqual(new Set([MODEL_KEY]));
      const last = requests.at(-1);
      const seen = last ? toolResultsOf(last.body).join('\n') : '';
      expect(seen).toContain('By the agent');
      expect(seen).not.toContain(CANARY);
    }));

  it('reach neither the server’s secrets nor other jobs, and change nothing outside their tree', async () =>
    where(async (rig) => {
      const { clientId } = await rig.addRepository('mine/app');
      const rival = await rig.addRepository('rival/app', { files: { 'secret.txt': `${CANARY} of the rival\n` } });
      rig.model.script('rival-job', [uses('Write', { file_path: 'tree-secret.txt', content: CANARY }), hangs()]);
      const other = await rig.queue({ clientId: rival.clientId, prompt: 'rival-job', branchName: 'feature/rival' });
      await rig.model.whenRequested('rival-job', 2);
      const { data, repos, worktrees } = rig.server.path;
      await writeFile(join(rig.folder, '.env'), `SECRET=${CANARY}\n`);
      await mkdir(join(rig.folder, '.ssh'), { recursive: true });
      await writeFile(join(rig.folder, '.ssh', 'id'), CANARY);
      const targets = [
        join(rig.folder, '.env'),
        join(rig.folder, '.ssh/id'),
        join(data, 'node-id'),
        join(data, 'jobs', other, 'home'),
        join(worktrees, other, 'tree-secret.txt'),
        join(repos, 'rival', 'app.git', 'HEAD'),
        join(repos, 'rival', 'app.git', 'objects'),
        `/proc/${rig.server.child.pid}/environ`,
      ];
      const command = [
        ...targets.map((path) => `cat ${path} || ls ${path} && echo LEAK; echo x >> ${path}`),
        `ls ${rig.folder} ${data} ${repos} ${worktrees}`,
        `find / -name '.s.PGSQL*' 2>/dev/null | sed 's/^/LEAK /'`,
        'cat /proc/*/environ 2>/dev/null | tr "\\\\0" "\\\\n"',
        `echo x > ${rig.folder}/written; echo x > /usr/written; echo x > /etc/written; echo searched`,
      ].join('\n');
      rig.model.script('look-around', [uses('Bash', { command }), says('Looked.')]);
      const job = await rig.run({ clientId, prompt: 'look-around', branchName: 'feature/look' });
      expect(job.status).toBe('completed');
      const last = rig.model.requestsOf('look-around').at(-1);
      const seen = last ? toolResultsOf(last.body).join('\n') : '';
      expect(seen).toContain('searched');
      for (const secret of [CANARY, 'LEAK', 'rig-secret', rig.forge.token, other.slice(9)]) {
        expect(withoutPaths(seen, targets)).not.toContain(secret);
      }
      expect([join(rig.folder, 'written'), '/usr/written', '/etc/written'].filter((path) => existsSync(path))).toEqual(
        [],
      );
      await rig.api.post(`/jobs/${other}/cancel`);
    }));

  it('talk with MCP servers of both kinds, and go on after a pause and a crash', async () =>
    where(async (rig) => {
      const { clientId, repositoryId } = await rig.addRepository('talk/app');
      const { status } = await rig.api.request('PUT', `/repos/${repositoryId}/mcp-config`, {
        mcpServers: {
          tiny: { command: process.execPath, args: [TINY], env: { TOKEN: 'for-tiny', NOTES: '/tmp/notes' } },
          doubler: { type: 'http', url: mcp.url, headers: { Authorization: 'Bearer for-doubler' } },
        },
        allowedTools: { tiny: '*', doubler: '*' },
      });
      expect(status).toBe(200);
      rig.model.script('use-both', [
        uses('mcp__tiny__add', { a: 40, b: 2 }),
        uses('mcp__doubler__double', { n: 21 }),
        replies(({ body }) => toolResultsOf(body).join(' and ')),
        says('Still here.'),
        says('Here again.'),
      ]);
      const id = await rig.queue({ clientId, prompt: 'use-both', jobType: 'task' });
      const first = await rig.api.waitForJob(id, ({ phase }) => phase === 'parked');
      expect(first.result_summary).toBe('sum=42 and doubled=42');
      expect(mcp.authorizations).toContain('Bearer for-doubler');
      await until(async () => (await processesNaming(id)).length === 0, 5_000);
      await rig.api.post(`/jobs/${id}/message`, { message: 'Are you there?' });
      await rig.api.waitForJob(id, ({ result_summary }) => result_summary === 'Still here.');
      await rig.server.kill();
      await rig.restart();
      await rig.api.post(`/jobs/${id}/message`, { message: 'And now?' });
      const job = await rig.api.waitForJob(id, ({ result_summary }) => result_summary === 'Here again.');
      await rig.api.post(`/jobs/${job.id}/complete`);
      expect((await rig.api.waitForEnd(id)).status).toBe('completed');
    }));

  it('reach of the network what they are allowed', async () =>
    where(async (rig) => {
      const { clientId } = await rig.addRepository('net/app');
      const fetching = `fetch(process.argv[1]).then((r) => console.log('answered ' + r.status), (e) => console.log('unreachable ' + e.cause?.code))`;
      const through = `curl -s -o /dev/null -w 'proxied %{http_code}' -x "$HTTP_PROXY" ${rig.forge.serverUrl}/`;
      rig.model.script('go-out', [
        uses('Bash', { command: `node -e "${fetching}" ${rig.forge.serverUrl}/; test -z "$HTTP_PROXY" || ${through}` }),
        says('Tried.'),
      ]);
      await rig.run({ clientId, prompt: 'go-out', branchName: 'feature/out' });
      const last = rig.model.requestsOf('go-out').at(-1);
      const seen = last ? toolResultsOf(last.body).join('\n') : '';
      expect(seen).toMatch(network === 'open' ? /answered \d+/ : /unreachable ECONNREFUSED/);
      expect(network === 'open' ? 'proxied 403' : seen).toMatch(/proxied (403|000)/);
    }));
});

/** An error names the path it failed at; that is no leak. */
function withoutPaths(text: string, paths: readonly string[]): string {
  return paths.reduce((rest, path) => rest.replaceAll(path, ''), text);
}
