import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RegisteredRepository, Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

const settingsOf = (file: string): string =>
  JSON.stringify({ hooks: { SessionStart: [{ hooks: [{ type: 'command', command: `touch '${file}'` }] }] } });

describe('the settings that a repository brings', () => {
  let rig: Rig;
  let repository: RegisteredRepository;
  let traces: Record<'hook' | 'mcp' | 'local', string>;

  beforeAll(async () => {
    // What ran leaves its trace outside the working tree, where a sandbox would not let it.
    rig = await Rig.start({ env: { SANDBOX: 'none' } });
    const trace = (name: string): string => join(rig.folder, `${name}-was-here`);
    traces = { hook: trace('hook'), mcp: trace('mcp'), local: trace('local') };
    const mcp = { mcpServers: { own: { command: 'touch', args: [traces.mcp] } } };
    const enabled = { ...(JSON.parse(settingsOf(traces.hook)) as object), enableAllProjectMcpServers: true };
    repository = await rig.addRepository('acme/app', {
      files: {
        'CLAUDE.md': 'Say please, says the repository.\n',
        '.claude/settings.json': JSON.stringify(enabled),
        '.claude/settings.local.json': settingsOf(traces.local),
        '.mcp.json': JSON.stringify(mcp),
      },
    });
  });

  afterAll(() => rig.close());

  beforeEach(async () => {
    for (const file of Object.values(traces)) await rm(file, { force: true });
  });

  const trust = (trustRepoConfig: unknown, id = repository.repositoryId) =>
    rig.api.request('PATCH', `/repos/${id}`, { trustRepoConfig });

  /** Runs a job and answers which traces it left, and how often Claude was told what CLAUDE.md says. */
  async function tracesOf(marker: string, fields: object = {}): Promise<{ left: string[]; told: number }> {
    rig.model.script(marker, [uses('Write', { file_path: `${marker}.txt`, content: 'x\n' }), says('Done. ALL_DONE')]);
    const branchName = `feature/${marker}`;
    const body = { clientId: repository.clientId, jobType: 'code', prompt: `Do ${marker}`, branchName, ...fields };
    expect(await rig.run(body)).toMatchObject({ status: 'completed', error: null });
    const request = rig.model.requestsOf(marker)[0];
    const told = JSON.stringify(request).split('Say please, says the repository.').length - 1;
    return { left: Object.keys(traces).filter((name) => existsSync(traces[name as keyof typeof traces])), told };
  }

  it('do not count unless it is trusted, but its CLAUDE.md does', async () => {
    expect(await tracesOf('strange-job')).toEqual({ left: [], told: 1 });
  });

  it('count when it is trusted: its hooks run, its MCP servers and local settings still do not', async () => {
    const answer = await trust(true);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: repository.repositoryId,
        client_id: repository.clientId,
        owner_name: 'acme',
        repo_name: 'app',
        default_branch: 'main',
        trust_repo_config: true,
      },
    });
    expect(await tracesOf('believed-job')).toEqual({ left: ['hook'], told: 1 });
    const loop = { jobType: 'ralph', maxIterations: 1, completionPromise: 'ALL_DONE' };
    expect(await tracesOf('believed-loop', loop)).toEqual({ left: ['hook'], told: 1 });
  });

  it('are asked for when a run starts: a trust that was taken back counts for jobs that wait', async () => {
    await trust(true);
    expect((await trust(false)).body).toMatchObject({ trust_repo_config: false });
    expect(await tracesOf('taken-back')).toMatchObject({ left: [] });
  });

  it.each([
    [{}],
    [{ trustRepoConfig: null }],
    [{ trustRepoConfig: 'true' }],
    [{ trustRepoConfig: 1 }],
    [{ trustRepoConfig: true, owner_name: 'x' }],
  ])('are not changed by %j', async (body) => {
    expect(await rig.api.request('PATCH', `/repos/${repository.repositoryId}`, body)).toMatchObject({
      status: 400,
      body: { code: 'validation_failed' },
    });
  });

  it('are not changed for a repository that is not known', async () => {
    expect(await trust(true, UNKNOWN)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await trust(true, 'not-an-id')).status).toBe(400);
  });
});
