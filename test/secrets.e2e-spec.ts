import { mkdtemp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { filesHolding, processesNaming } from './support/leaks.js';
import { type RegisteredRepository, Rig } from './support/rig.js';
import { says, uses } from './support/scripted-model.turns.js';

/** Variables that the server hands to what it starts; a shell and the CLI add some of their own. */
const OF_ALL =
  /^(?:PATH|HOME|TMPDIR|ARTIFACTS_DIR|LANG|LC_ALL|TZ|ORCH_JOB_ID|ORCH_NODE_ID|GIT_[A-Z_]+\d*|PWD|OLDPWD|SHLVL|_|SHELL)$/;
const OF_CLAUDE =
  /^(?:ANTHROPIC_(?:API_KEY|BASE_URL)|(?:CLAUDE|BASH|MCP|DISABLE)_\w+|API_TIMEOUT_MS|CLAUDECODE|AI_AGENT|COREPACK_\w+|LANGUAGE|GIT_TRACE2_\w+|NoDefault\w+)$/;
const OF_POSTGRES = /^(?:PATH|LC_\w+|TZ|PG\w+|POSTGRES_\w+|PWD)$/;

/** Put together here, so that nobody who scans this file takes it for real. */
const OTHER_TOKEN = ['gh', 'o_', 'zY9xW7vU5t'.repeat(4)].join('');
const FORGE_TOKEN = 'ghp_localForgeToken0123456789abcdefABCDEF';
const CANARY = 'canary-0123456789-of-the-server';

function namesIn(environ: string): string[] {
  return environ.split('\0').flatMap((pair) => (pair.includes('=') ? (pair.split('=', 1)[0] ?? []) : []));
}

describe('a server whose secrets are in files', () => {
  let rig: Rig;
  let repository: RegisteredRepository;
  let folder: string;
  let job: JobBody;
  let messages: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secrets-'));
    await mkdir(join(folder, 'bin'));
    // The server finds this git first: it notes its environment and becomes the real one.
    const git = `#!/bin/sh\ntr '\\n' ' ' < /proc/self/environ > '${folder}/git-'$$\nPATH=/usr/local/bin:/usr/bin:/bin exec git "$@"\n`;
    await writeFile(join(folder, 'bin', 'git'), git, { mode: 0o755 });
    await writeFile(join(folder, 'github-token'), `${FORGE_TOKEN}\n`, { mode: 0o604 });
    await writeFile(join(folder, 'model-key'), 'dummy-not-a-key\n', { mode: 0o600 });
    rig = await Rig.start({
      env: {
        GITHUB_TOKEN: '',
        GITHUB_TOKEN_FILE: join(folder, 'github-token'),
        ANTHROPIC_API_KEY: '',
        ANTHROPIC_API_KEY_FILE: join(folder, 'model-key'),
        PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
        CANARY,
        AWS_SECRET_ACCESS_KEY: CANARY,
        PGPASSWORD: CANARY,
        npm_config_token: CANARY,
      },
    });
    repository = await rig.addRepository();
    const command = `env | cut -d= -f1; echo ${FORGE_TOKEN} ${OTHER_TOKEN}; printf 'xx%s' ${FORGE_TOKEN} | base64; echo a > a`;
    rig.model.script('print-all', [uses('Bash', { command, description: 'print' }), says(`I saw ${OTHER_TOKEN}`)]);
    job = await run('print-all', { title: `${'Long title. '.repeat(4)}${OTHER_TOKEN}` });
    messages = JSON.stringify((await rig.api.get(`/jobs/${job.id}?includeMessages=true`)).body['messages']);
  });

  afterAll(async () => {
    await rig.close();
    await rm(folder, { recursive: true });
  });

  const run = (marker: string, more: object = {}): Promise<JobBody> =>
    rig.run({ clientId: repository.clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}`, ...more });

  it('works with them, and has them in no environment, not even its own', async () => {
    expect(job).toMatchObject({ status: 'completed', error: null });
    const own = await readFile(`/proc/${rig.server.child.pid}/environ`, 'utf8');
    expect(own).toContain('GITHUB_TOKEN_FILE');
    expect(own).not.toContain(FORGE_TOKEN);
  });

  it('warns of the file that everybody can read, once, and of no other', () => {
    const warnings = rig.server.log.split('\n').filter((line) => line.includes('every user of this machine can read'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('github-token');
    expect(warnings[0]).not.toContain('model-key');
  });

  it('hands nothing of its environment to git but what is on the list', async () => {
    const dumps = (await readdir(folder)).filter((name) => name.startsWith('git-'));
    const environs = await Promise.all(dumps.map((dump) => readFile(join(folder, dump), 'utf8')));
    // Claude runs git, too, with what the CLI adds to its own environment.
    const own = environs.filter((environ) => environ.includes('ORCH_JOB_ID=git-'));
    expect(own.length).toBeGreaterThan(10);
    expect(own.flatMap(namesIn).filter((name) => !OF_ALL.test(name))).toEqual([]);
    for (const environ of environs) expect(environ).not.toMatch(new RegExp(`${CANARY}|${FORGE_TOKEN}`));
  });

  it('hands nothing of its environment to Claude and its tools but what is on the list', () => {
    const line = messages.match(/[^"]*ORCH_JOB_ID[^"]*/)?.[0] ?? '';
    const names = [...line.matchAll(/(?:^|\\n)([A-Za-z_]\w*)(?=\\|$)/g)].flatMap(([, name]) => name ?? []);
    expect(names).toContain('HOME');
    expect(names.filter((name) => !OF_ALL.test(name) && !OF_CLAUDE.test(name))).toEqual([]);
  });

  it('hands nothing of its environment to the database but what is on the list', async () => {
    const servers = (await processesNaming(rig.server.path.data)).filter((line) => /bin\/postgres/.test(line));
    expect(servers.length).toBeGreaterThan(0);
    for (const line of servers) {
      const environ = await readFile(`/proc/${line.split(' ', 1)[0]}/environ`, 'utf8');
      expect(namesIn(environ).filter((name) => !OF_POSTGRES.test(name))).toEqual([]);
      expect(environ).not.toContain(CANARY);
    }
  });

  it('lets no secret into messages, streams, results, pull requests, commits, logs or files', async () => {
    const stream = await fetch(new URL(`/jobs/${job.id}/events`, rig.api.url), {
      headers: { authorization: `Bearer ${rig.api.secret}` },
    });
    const [commit] = await rig.forge.commits('acme/app', 'feature/print-all');
    const pull = rig.forge.pulls.find(({ head }) => head === 'feature/print-all');
    const told = {
      messages,
      stream: await stream.text(),
      log: rig.server.log,
      summary: job.result_summary,
      commit,
      pull,
    };
    const text = JSON.stringify(told);
    expect(job.result_summary).toBe('I saw [redacted]');
    expect(pull?.title).toMatch(/^Long title\. .*\[redacted\]$/);
    expect(messages).toContain('[redacted] [redacted]');
    const encoded = Buffer.from(`xx${FORGE_TOKEN}`).toString('base64').slice(4, 44);
    for (const secret of [FORGE_TOKEN, encoded]) expect(text).not.toContain(secret);
    // The title as the caller sent it is the caller's own; of what is told elsewhere not even a part is left.
    expect(text).not.toContain(OTHER_TOKEN.slice(0, 12));
    for (const place of [rig.server.path.repos, rig.server.path.worktrees]) {
      expect(await filesHolding(place, FORGE_TOKEN)).toEqual([]);
    }
  });

  it('refuses to push a token, tells the file and the line, and keeps the work', async () => {
    const content = `name = x\n\ntoken = ${OTHER_TOKEN}\n`;
    rig.model.script('leak-it', [uses('Write', { file_path: 'settings.ini', content }), says('Done.')]);
    const failed = await run('leak-it');
    expect(failed.status).toBe('failed');
    expect(failed.error).toContain('The work contains what looks like a GitHub token (in settings.ini, line 3).');
    expect(failed.error).toContain(`kept as refs/jobs/${failed.id} in the server's clone of acme/app`);
    expect(failed.error).not.toContain(OTHER_TOKEN);
    expect(await rig.forge.repository('acme/app').tip('feature/leak-it')).toBeNull();
    expect(rig.forge.pulls.some(({ head }) => head === 'feature/leak-it')).toBe(false);
  });

  it('makes a branch name of no secret', async () => {
    rig.model.script('no-branch', [says('Hello.')]);
    const prompt = `${OTHER_TOKEN} is for no-branch`;
    const id = await rig.queue({ clientId: repository.clientId, jobType: 'task', prompt });
    const { body } = await rig.api.get<JobBody>(`/jobs/${id}`);
    expect(body.branch_name).toMatch(/^task\/redacted-is-for-no-branch-/);
    await rig.api.post(`/jobs/${id}/cancel`);
  });
});
