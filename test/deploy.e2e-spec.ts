import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { parse, parseAllDocuments } from 'yaml';
import { complaints, visit } from './support/doctor.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says, uses } from './support/scripted-model.turns.js';
import { API_SECRET } from './support/server.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';

const ROOT = process.cwd();
const run = promisify(execFile);
/** A user like any other, who may gain nothing by running a program: as under systemd, and in a container. */
const AS_ANYBODY = ['unshare', '--user', '--map-user=10001', '--map-group=10001', 'setpriv', '--no-new-privs'];

let image: string;
let database: TcpPostgres;
let rig: Rig;
let unit: string;
/** Holds back what the jobs of the autoscaler's test answer. */
const gate = new Gate();

interface ScaledObject {
  readonly kind: string;
  readonly spec: { readonly triggers: readonly { readonly metadata: { readonly query: string } }[] };
}

interface Compose {
  readonly services: { readonly server: { readonly environment: Readonly<Record<string, string>> } };
}

/** What the last stage of the Dockerfile puts into the image, in a folder; dependencies are those of this checkout. */
async function assembleImage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'image-'));
  const text = await readFile('deploy/docker/Dockerfile', 'utf8');
  const last = text.slice(text.lastIndexOf('\nFROM '));
  for (const [, given = '', target = ''] of last.matchAll(/^COPY (?:--from=build )?(.+) (\S+)$/gm)) {
    for (const source of given.split(' ').map((path) => path.replace('/app/', ''))) {
      const place = join(folder, target.endsWith('/') ? join(target, source.split('/').at(-1) ?? '') : target);
      await mkdir(dirname(place), { recursive: true });
      if (source === 'node_modules') await symlink(join(ROOT, source), place);
      else await cp(source, place, { recursive: true, filter: (path) => !path.includes('.compile-cache') });
    }
  }
  return folder;
}

/** The variables of a file for systemd, with the directories of a test in place of the machine's. */
async function environmentOf(path: string, places: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  let text = await readFile(path, 'utf8');
  for (const [place, instead] of Object.entries(places)) text = text.replaceAll(place, instead);
  return Object.fromEntries([...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
}

beforeAll(async () => {
  unit = await readFile('deploy/systemd/claude-code-orchestrator.service', 'utf8');
  [image, database] = await Promise.all([assembleImage(), startTcpPostgres({}, 'migrated')]);
  const secrets = join(image, 'secrets');
  await mkdir(secrets);
  const {
    // The rig has one of its own.
    AGENT_API_SECRET_FILE: _,
    ...env
  } = await environmentOf('deploy/systemd/environment.example', {
    '/etc/claude-code-orchestrator/secrets': secrets,
    '/var/lib/claude-code-orchestrator': join(image, 'state'),
  });
  rig = await Rig.start({
    program: join(image, 'dist/main.js'),
    prepare: (forge) => {
      writeFileSync(join(secrets, 'github-token'), `${forge.token}\n`, { mode: 0o600 });
      writeFileSync(join(secrets, 'anthropic-api-key'), 'dummy\n', { mode: 0o600 });
      const inFiles = { GITHUB_TOKEN: '', ANTHROPIC_API_KEY: '' };
      return { ...env, ...inFiles, DATABASE_URL: database.url, NODE_ID: 'unit', ENCRYPTION_KEY: 'd1'.repeat(32) };
    },
    through: async () => AS_ANYBODY,
  });
});

afterAll(async () => {
  await rig.close();
  await database.close();
  await rm(image, { recursive: true, force: true });
});

it('the unit and its environment start the server from what is in the image, behind bubblewrap as a plain user', async () => {
  expect(unit).toMatch(/^ExecStart=\S+\/node dist\/main\.js$/m);
  const { body } = await rig.api.get('/health');
  expect(body).toMatchObject({ status: 'ok', sandbox: { driver: 'bubblewrap' }, git: { authenticated: true } });
  const { clientId } = await rig.addRepository();
  rig.model.script('deployed', [uses('Write', { file_path: 'deployed.txt', content: 'yes' }), says('Done.')]);
  const job = await rig.run({ clientId, prompt: 'Say that you are deployed', branchName: 'feature/deployed' });
  expect(job).toMatchObject({ status: 'completed', error: null });
});

it('the health check of the image holds while the server responds', async () => {
  const check = join(image, 'scripts/healthcheck.mjs');
  const { port } = new URL(rig.api.url);
  await expect(run(process.execPath, [check], { env: { PORT: port } })).resolves.toBeDefined();
  await expect(run(process.execPath, [check], { env: { PORT: '1' } })).rejects.toMatchObject({ code: 1 });
});

it('counts for the autoscaler what runs or could run, as a user who reads nothing else', async () => {
  const documents = parseAllDocuments(await readFile('deploy/kubernetes/scaledobject.yaml', 'utf8'));
  const scaled = documents.map((each) => each.toJS() as ScaledObject).find(({ kind }) => kind === 'ScaledObject');
  const query = scaled?.spec.triggers[0]?.metadata.query ?? '';
  const page = await readFile('docs/deploy.md', 'utf8');
  const grants = /```sql\n([^]*?)```/.exec(page)?.[1] ?? '';
  await database.sql.unsafe(grants);
  const scaler = postgres(database.url.replace('postgres@', 'scaler:a-password-of-its-own@'), { max: 1 });
  const count = async () => Number((await scaler.unsafe(query))[0]?.['count']);

  const { clientId } = await rig.addRepository('acme/scaled');
  rig.model.script('scaled-out', [after(gate, says('Done.'))]);
  const queue = (name: string, more: object = {}) =>
    rig.queue({ clientId, prompt: 'Be scaled-out', branchName: `feature/${name}`, ...more });
  await expect(count()).resolves.toBe(0);
  const first = await queue('one');
  await Promise.all([queue('two'), queue('three')]);
  await queue('later', { notBefore: new Date(Date.now() + 3_600_000).toISOString() });
  await rig.api.waitForJob(first, ({ phase }) => phase === 'working');
  await expect(count()).resolves.toBe(3);
  await expect(scaler`select prompt from agent_jobs`).rejects.toMatchObject({ code: '42501' });
  await scaler.end();
});

it('drains before it stops: what runs may end, nothing begins, and the wait has an end', async () => {
  const drain = async (seconds: number) => {
    const env = { PORT: new URL(rig.api.url).port, AGENT_API_SECRET: API_SECRET };
    const args = [join(image, 'scripts/drain.mjs'), '--wait', `${seconds}`];
    return (await run(process.execPath, args, { env })).stdout;
  };
  await expect(drain(0)).resolves.toMatch(/^drain: 2 of its jobs still run/);
  gate.open();
  await expect(drain(60)).resolves.toBe('drain: nothing runs any more\n');
  const { body } = await rig.api.get<{ nodes: { draining: boolean }[]; queued: unknown[] }>('/queue');
  expect(body.nodes).toEqual([expect.objectContaining({ draining: true, running: 0 })]);
  await expect(run(process.execPath, [join(image, 'scripts/drain.mjs')], { env: {} })).rejects.toMatchObject({
    code: 1,
    stderr: 'drain: set AGENT_API_SECRET or AGENT_API_SECRET_FILE\n',
  });
});

it('makes the secrets of compose once, for the server alone, and in the form that it takes', async () => {
  const folder = join(image, 'compose');
  await cp('deploy/compose', folder, { recursive: true });
  const env = { PATH: process.env['PATH'] ?? '', GITHUB_TOKEN: 'ghp_dummy', ANTHROPIC_API_KEY: 'dummy' };
  const make = () => run('sh', [join(folder, 'make-secrets.sh')], { env });
  await make();
  const url = await readFile(join(folder, 'secrets/database_url'), 'utf8');
  await make();
  await expect(readFile(join(folder, 'secrets/database_url'), 'utf8')).resolves.toBe(url);
  expect((await stat(join(folder, 'secrets/github_token'))).mode & 0o077).toBe(0);
  const { services } = parse(await readFile(join(folder, 'compose.yaml'), 'utf8')) as Compose;
  const settings = Object.entries(services.server.environment).map(([name, value]) => [
    name,
    value
      .replace('/run/secrets', join(folder, 'secrets'))
      .replace(/^https:\/\/\$.*/, 'https://jobs.example')
      .replace(/^\$\{.*:-(.*)\}$/, '$1'),
  ]);
  const seen = await visit(image, {
    ...(Object.fromEntries(settings) as Record<string, string>),
    AGENT_API_SECRET: '',
  });
  expect(complaints(seen)).not.toHaveProperty('settings');
  expect(complaints(seen)).not.toHaveProperty('secret');
});
