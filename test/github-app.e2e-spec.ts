import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import type { ForgeApp, MadeToken } from './support/forge-apps.js';
import { filesHolding } from './support/leaks.js';
import { type RegisteredRepository, Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, uses } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

/** Put together here, so that nobody who scans this file takes it for real. */
const TOKEN_OF_INITECH = ['github', '_pat_', 'iN1tEcH0oW'.repeat(6)].join('');
const NEEDED = { contents: 'write', pull_requests: 'write', metadata: 'read' } as const;
const WITH_WORKFLOWS = { ...NEEDED, workflows: 'write' } as const;
const LIFE_MS = 4_000;

describe('a server with a GitHub App, and a token of its own for one owner', () => {
  let folder: string;
  let rig: Rig;
  let app: ForgeApp;
  const repositories = new Map<string, RegisteredRepository>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'github-app-'));
    rig = await Rig.start({
      prepare: (forge) => {
        app = forge.addApp('acme-agent');
        app.install('acme');
        app.install('globex', { permissions: WITH_WORKFLOWS });
        forge.callers.owners.set(TOKEN_OF_INITECH, 'initech');
        return {
          GITHUB_TOKEN: '',
          GITHUB_APP_ID: String(app.id),
          GITHUB_APP_PRIVATE_KEY_FILE: secretFile('key.pem', app.privateKey),
          GITHUB_TOKENS_FILE: secretFile('tokens.json', JSON.stringify({ Initech: TOKEN_OF_INITECH })),
        };
      },
    });
    for (const name of ['acme/shop', 'globex/site', 'initech/reports', 'umbrella/lab']) {
      repositories.set(name, await rig.addRepository(name));
    }
  });

  afterAll(async () => {
    await rig.close();
    rmSync(folder, { recursive: true });
  });

  function secretFile(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  }

  const tokensFor = (name: string): MadeToken[] => app.tokens.filter(({ repositories: names }) => names.includes(name));

  const bodyOf = (name: string, marker: string) => ({
    clientId: repositories.get(name)?.clientId,
    repositoryId: repositories.get(name)?.repositoryId,
    prompt: `Do ${marker}`,
    branchName: `feature/${marker}`,
  });

  /** A job whose Claude runs a command. */
  async function run(name: string, marker: string, command = `echo ${marker} > ${marker}.txt`): Promise<JobBody> {
    rig.model.script(marker, [uses('Bash', { command, description: 'work' }), says('Done.')]);
    return rig.run(bodyOf(name, marker));
  }

  it('says at the start and in its health which credentials are in use, and none of them', async () => {
    await rig.server.whenLogged(/GitHub is used with /);
    expect(rig.server.log).toContain(
      'GitHub is used with the tokens of 1 owner in GITHUB_TOKENS, else the installations of the GitHub App acme-agent ' +
        `(${rig.forge.serverUrl}/apps/acme-agent)`,
    );
    const { body } = await rig.api.get('/health');
    expect(body).toMatchObject({
      git: { authenticated: true, reason: null, credentials: ['owner_tokens', 'github_app'] },
    });
    for (const secret of [TOKEN_OF_INITECH, app.privateKey.split('\n')[3] ?? '']) {
      expect(rig.server.log + JSON.stringify(body)).not.toContain(secret);
    }
  });

  it.each(['acme/shop', 'globex/site'])(
    'works on %s with a token for it alone, and appears as the App',
    async (name) => {
      const marker = `first-of-${name.split('/')[0]}`;
      expect(await run(name, marker)).toMatchObject({ status: 'completed', error: null, outcome: 'pull_request' });
      const tokens = tokensFor(name);
      expect(tokens.map(({ repositories: names }) => names)).toEqual(tokens.map(() => [name]));
      expect(tokens.map(({ permissions }) => permissions)).toEqual(tokens.map(() => NEEDED));
      expect(tokens).toHaveLength(1);
      const head = await rig.forge
        .repository(name)
        .git('log', '-1', '--format=%an <%ae> %cn <%ce>', `feature/${marker}`);
      const bot = /^acme-agent\[bot\] <\d+\+acme-agent\[bot\]@users\.noreply\.127\.0\.0\.1>$/;
      for (const person of head.trim().split(/(?<=>) /)) expect(person).toMatch(bot);
    },
  );

  it('takes the token that an owner has of its own, whatever the case of the name', async () => {
    expect(await run('initech/reports', 'own-token')).toMatchObject({ status: 'completed', error: null });
    expect(tokensFor('initech/reports')).toEqual([]);
  });

  it('says which App an owner without an installation is to install, and where', async () => {
    const sentence =
      'The GitHub App acme-agent is not installed for umbrella/lab. Install it for umbrella, with access to this ' +
      `repository: ${rig.forge.serverUrl}/apps/acme-agent/installations/new`;
    const failed = await run('umbrella/lab', 'nowhere');
    expect(failed).toMatchObject({ status: 'failed', error: sentence, error_code: 'repository_missing' });
    const { body } = await rig.api.post<{ warning: string | null }>(
      `/clients/${repositories.get('umbrella/lab')?.clientId}/repository`,
      { githubOrg: 'umbrella', githubRepo: 'other' },
    );
    expect(body.warning).toContain('The GitHub App acme-agent is not installed for umbrella/other.');
    app.install('umbrella');
    expect(await run('umbrella/lab', 'at-last')).toMatchObject({ status: 'completed', error: null });
  });

  it('asks for the permission to change workflows only for work that does, and says so where it is not granted', async () => {
    const command = "mkdir -p .github/workflows && echo 'on: push' > .github/workflows/ci.yml";
    expect(await run('globex/site', 'workflow', command)).toMatchObject({ status: 'completed', error: null });
    expect(tokensFor('globex/site').map(({ permissions }) => permissions)).toEqual([NEEDED, WITH_WORKFLOWS]);
    const refused = await run('acme/shop', 'workflow-without', command);
    expect(refused).toMatchObject({ status: 'failed' });
    expect(refused.error).toContain(
      'The work changes files in .github/workflows, and the permission Workflows: read and write is not granted to the ' +
        'GitHub App acme-agent for acme/shop.',
    );
    expect(refused.error).toContain(`The work is kept as refs/jobs/${refused.id}`);
  });

  it('renews a token before its end, also in the middle of a job', async () => {
    app.lifeMs = LIFE_MS;
    await rig.addRepository('acme/slow').then((added) => repositories.set('acme/slow', added));
    const gate = new Gate();
    rig.model.script('long-job', [
      uses('Bash', { command: 'echo 1 > one.txt', description: 'work' }),
      after(gate, says('Done.')),
    ]);
    const id = await rig.queue(bodyOf('acme/slow', 'long-job'));
    await rig.model.whenRequested('long-job', 2);
    const [first] = tokensFor('acme/slow');
    await until(() => tokensFor('acme/slow').every(({ endsAt }) => endsAt < Date.now()), LIFE_MS * 5);
    gate.open();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed', error: null });
    expect(tokensFor('acme/slow').at(-1)?.token).not.toBe(first?.token);
    app.lifeMs = 3_600_000;
  });

  it('lets a limit of one owner hold back nobody else', async () => {
    rig.forge.fail(/repos\/globex\/site/, 429, 100, { headers: { 'retry-after': '600' } });
    const limited = await rig.queue(bodyOf('globex/site', 'limited'));
    const waits = { status: 'queued', wait_reason: 'forge_limit' };
    const read = async () => (await rig.api.get<JobBody>(`/jobs/${limited}`)).body;
    await until(async () => (await read())['wait_reason'] === waits.wait_reason, 30_000);
    rig.forge.calm();
    expect(await run('acme/shop', 'not-limited')).toMatchObject({ status: 'completed', error: null });
    expect(await read()).toMatchObject(waits);
    await rig.api.post(`/jobs/${limited}/cancel`);
  });

  it('tells no token to anybody, in whatever form the forge repeats it, and writes none to a disk', async () => {
    const token = tokensFor('acme/shop')[0]?.token ?? '';
    const header = Buffer.from(`x-access-token:${token}`).toString('base64').replace(/=+$/, '');
    rig.forge.fail(/git-receive-pack/, 403, 100, { body: `${token} ${header}` });
    const failed = await run('acme/shop', 'told');
    rig.forge.calm();
    expect(failed.status).toBe('failed');
    const messages = JSON.stringify((await rig.api.get(`/jobs/${failed.id}?includeMessages=true`)).body);
    for (const secret of app.tokens.flatMap((each) => [each.token, Buffer.from(each.token).toString('base64url')])) {
      expect(rig.server.log + messages).not.toContain(secret);
    }
    expect(rig.server.log + messages).not.toContain(header);
    for (const { token: each } of app.tokens) expect(await filesHolding(rig.folder, each)).toEqual([]);
    expect(await filesHolding(rig.folder, header)).toEqual([]);
  });

  it('finds a repository that has another name by now', async () => {
    repositories.set('acme/named', await rig.addRepository('acme/named'));
    for (const made of tokensFor('acme/named')) made.endsAt = 0;
    await rig.forge.renameRepository('acme/named', 'acme/renamed');
    const job = await run('acme/named', 'by-its-id');
    expect(job).toMatchObject({ status: 'completed', pr_url: expect.stringContaining('acme/renamed/pull/') });
    expect(tokensFor('acme/renamed').length).toBeGreaterThan(0);
  });

  it('notices that an owner has removed it', async () => {
    app.uninstall('globex');
    const failed = await run('globex/site', 'removed');
    expect(failed.error).toContain('The GitHub App acme-agent is not installed for globex/site.');
  });
});
