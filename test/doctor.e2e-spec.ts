import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { callCommand, complaints, type DoctorLine, stranger, visit } from './support/doctor.js';
import { createKey } from './support/keys.js';
import { Rig } from './support/rig.js';
import { API_SECRET, serverFolders } from './support/server.js';
import { startTcpPostgres } from './support/tcp-postgres.js';

const CHECKS =
  'node settings variables secret encryption git git_lfs sandbox limits claude login github store disk memory clock port public_url'.split(
    ' ',
  );
/** What a machine may lack on which tests run. */
const OF_THE_MACHINE = new Set(['git_lfs', 'sandbox', 'limits', 'disk', 'memory']);
/** Each check ends after ten seconds, and the program needs a moment to start. */
const LONGEST_MS = 20_000;

let rig: Rig;
let folder: string;

beforeAll(async () => {
  [rig, folder] = await Promise.all([Rig.start(), mkdtemp(join(tmpdir(), 'doctor-'))]);
});

afterAll(async () => {
  await rig.close();
  await rm(folder, { recursive: true, force: true });
});

/** Settings with which everything is in order. */
function sound(): Record<string, string> {
  const { forge, model } = rig;
  return {
    AGENT_API_SECRET: API_SECRET,
    GITHUB_TOKEN: forge.token,
    GITHUB_API_URL: forge.apiUrl,
    GITHUB_SERVER_URL: forge.serverUrl,
    PUBLIC_URL: rig.api.url,
    ...model.variables,
  };
}

it('finds a sound machine in order, and leaves nothing behind', async () => {
  const { code, stdout } = await callCommand(folder, ['doctor'], sound());
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ok +node +Node\.js \d+\.\d+\.\d+$/m);
  expect(stdout).toMatch(/^ok +claude +Claude Code \d+\.\d+\.\d+$/m);
  expect(stdout).toMatch(/^ok +github +GitHub accepts GITHUB_TOKEN/m);
  expect(stdout).not.toMatch(/^fail/m);
  // The CLI keeps what a program in the sandbox has compiled; directories of the server are made by the server alone.
  await expect(readdir(folder)).resolves.toEqual([]);
});

it('tells the running server what it lacks, from within, and only those who administer it', async () => {
  const { status, body } = await rig.api.get<{ status: string; lines: DoctorLine[] }>('/admin/doctor');
  expect(status).toBe(200);
  expect([...new Set(body.lines.map(({ check }) => check))]).toEqual(CHECKS);
  const odd = body.lines.filter((line) => line.status !== 'ok' && !OF_THE_MACHINE.has(line.check));
  expect(odd).toEqual([]);
  const { api } = await createKey(rig.api, 'no administrator', ['read', 'jobs', 'clients']);
  expect((await api.get('/admin/doctor')).status).toBe(403);
});

it('looks at all that it can when the settings keep the server from starting', async () => {
  await writeFile(join(folder, '.env'), 'ENCRYPTION_KEY=hush-hush-hush\n', { mode: 0o644 });
  const seen = await visit(folder, {
    ...sound(),
    AGENT_API_SECRET: '',
    PORT: 'eighty',
    MAX_CONCURENT_JOBS: '4',
    GITHUB_TOKNE: 'hush-hush-token',
    SUPABASE_URL: 'https://hush-project.example',
    DATA_DIR: '/etc/hostname/data',
  });
  await rm(join(folder, '.env'));
  expect(seen.code).toBe(1);
  expect(complaints(seen)).toMatchObject({
    settings: [
      expect.stringMatching(/^fail: AGENT_API_SECRET is required/),
      expect.stringMatching(/^fail: PORT must be a whole number/),
      expect.stringMatching(/^fail: ENCRYPTION_KEY must be/),
      'fail: SUPABASE_SERVICE_ROLE_KEY is required when SUPABASE_URL is set',
    ],
    variables: [
      expect.stringMatching(/^warn: GITHUB_TOKNE has no effect.*did you mean GITHUB_TOKEN\?$/),
      expect.stringMatching(/^warn: MAX_CONCURENT_JOBS has no effect.*did you mean MAX_CONCURRENT_JOBS\?$/),
      expect.stringMatching(/^warn: Every user of this machine can read .*\.env$/),
    ],
    secret: ['warn: Not looked at, because of AGENT_API_SECRET'],
    port: ['warn: Not looked at, because of PORT'],
    store: ['warn: Not looked at, because of SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY'],
    disk: [expect.stringMatching(/^fail: DATA_DIR cannot be written by the user who runs this/)],
  });
  expect(
    seen.lines.filter(({ check }) => ['git', 'claude', 'github'].includes(check)).map((line) => line.status),
  ).toEqual(['ok', 'ok', 'ok']);
  expect(seen.output).not.toMatch(/hush|eighty/);
});

it('names every program that is missing, and what jobs cannot have without a sandbox', async () => {
  const { data } = serverFolders(folder);
  await mkdir(join(data, 'postgres/data'), { recursive: true });
  await writeFile(join(data, 'postgres/data/PG_VERSION'), '16\n');
  const seen = await visit(folder, {
    AGENT_API_SECRET: 'brief',
    PATH: '/nonexistent',
    CLAUDE_BIN: '/nonexistent/claude',
    SANDBOX: 'none',
    SANDBOX_REQUIRED: 'true',
    MAX_CONCURRENT_JOBS: '2',
  });
  await rm(data, { recursive: true });
  expect(seen.code).toBe(1);
  expect(complaints(seen)).toEqual({
    secret: ['warn: AGENT_API_SECRET is shorter than 32 characters: whoever guesses it can use the server'],
    git: ['fail: git cannot be run: no job can be done'],
    clock: [expect.stringMatching(/^warn: Nobody could be asked for the time/)],
    git_lfs: [expect.stringMatching(/^warn: Git LFS is not installed/)],
    sandbox: [expect.stringMatching(/^fail: SANDBOX_REQUIRED=true needs the sandbox bubblewrap/)],
    claude: [expect.stringMatching(/^fail: Claude Code cannot be started: CLAUDE_BIN does not name a program/)],
    login: [expect.stringMatching(/^fail: No job can reach the model: set ANTHROPIC_API_KEY/)],
    github: [expect.stringMatching(/^fail: GITHUB_TOKEN is not set/)],
    store: [expect.stringMatching(/^fail: DATA_DIR holds a database of Postgres 16/)],
  });
  expect(seen.lines.filter(({ status, cure }) => status === 'fail' && cure === null)).toEqual([]);
});

it('tells what is refused, taken, out of time or too weak, and shows no secret', async () => {
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  const date = hours(1).toUTCString();
  const weak = { 'x-oauth-scopes': 'read:user, gist', date };
  const ending = { 'github-authentication-token-expiration': hours(48).toISOString() };
  const odd = await stranger({
    '/user': { body: { login: 'octocat' }, headers: { ...weak, ...ending } },
    '/app': {
      body: { slug: 'acme-agent', html_url: 'https://github.com/apps/acme-agent', permissions: { contents: 'read' } },
      headers: { date },
    },
    '/health/live': { body: { hello: 'stranger' } },
  });
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const secrets = {
    AGENT_API_SECRET: 'hush-0123456789abcdef',
    GITHUB_TOKEN: 'ghp_hushhushhushhushhushhushhushhushhush',
    ANTHROPIC_API_KEY: 'hush-key-0123456789',
    DATABASE_URL: 'postgres://hush:hush-password@127.0.0.1:1/hush-database',
  };
  const seen = await visit(folder, {
    ...rig.model.variables,
    ...secrets,
    ANTHROPIC_BASE_URL: `${odd.url}/nothing`,
    GITHUB_API_URL: odd.url,
    GITHUB_APP_ID: '12',
    GITHUB_APP_PRIVATE_KEY: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    PORT: new URL(odd.url).port,
    PUBLIC_URL: odd.url,
    SANDBOX: 'none',
  });
  await odd.close();
  expect(seen.code).toBe(1);
  expect(complaints(seen)).toMatchObject({
    encryption: [expect.stringMatching(/^warn: ENCRYPTION_KEY is not set/)],
    limits: [expect.stringMatching(/^warn: Nothing limits the memory and the cpu of single jobs/)],
    login: [expect.stringMatching(/^fail: The model at .* cannot be reached \(no answer\)/)],
    github: [
      'fail: The GitHub App lacks the permission to write contents and pull_requests',
      'fail: GITHUB_TOKEN may not write to repositories: it lacks the scope repo',
    ],
    store: [expect.stringMatching(/^fail: The database at 127\.0\.0\.1:1 \(DATABASE_URL\) cannot be reached/)],
    clock: [expect.stringMatching(/^fail: The clock of this machine is \d+ s behind that of GitHub$/)],
    port: [expect.stringMatching(/^fail: The port \d+ of 127\.0\.0\.1 is in use by another process/)],
    public_url: [expect.stringMatching(/^fail: Something other than this server answers at /)],
  });
  expect(seen.output).not.toMatch(/hush/);
  expect(seen.tookMs).toBeLessThan(LONGEST_MS);
});

it('says of a database what the next start would do, and waits for none that keeps silent', async () => {
  const database = await startTcpPostgres({}, 'empty');
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  await database.sql`create table clients (id integer primary key)`;
  const [unfit, mute] = await Promise.all([
    visit(folder, { ...sound(), DATABASE_URL: database.url, PUBLIC_URL: 'https://127.0.0.1:1' }),
    visit(folder, {
      ...sound(),
      DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/postgres`,
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
    }),
  ]);
  await database.sql`drop table clients`;
  const fit = await visit(folder, { ...sound(), DATABASE_URL: database.url, ENCRYPTION_KEY: 'a1'.repeat(32) });
  silent.close();
  await database.close();
  expect(complaints(unfit)['store']).toEqual(['fail: clients.id is integer, and must be uuid', expect.any(String)]);
  expect(complaints(unfit)['public_url']).toEqual([expect.stringMatching(/^warn: Nothing answers at https:/)]);
  expect(complaints(mute)).toMatchObject({
    store: [expect.stringMatching(/^fail: /)],
    github: [expect.stringMatching(/^fail: GitHub cannot be reached/)],
  });
  expect(mute.tookMs).toBeLessThan(LONGEST_MS);
  expect(fit.lines.filter(({ check }) => check === 'store')).toEqual([
    expect.objectContaining({
      status: 'ok',
      message: expect.stringMatching(/^Postgres \d+\.\d+.* can be used; the next start applies \d+ migrations?$/),
    }),
  ]);
});
