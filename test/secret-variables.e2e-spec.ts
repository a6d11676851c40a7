import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Canaries } from './attacks/canaries.js';
import type { JobBody } from './support/api-client.js';
import { processesNaming } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { fails, says, uses } from './support/scripted-model.turns.js';
import { SECRETS, type VariableName } from './support/secret-variables.js';
import { SupabaseGateway } from './support/supabase/gateway.js';
import { startTcpPostgres } from './support/tcp-postgres.js';
import { until } from './support/until.js';

/** What leads a server to its database, with a canary in its secret. */
interface OpenStore {
  readonly env: Readonly<Record<string, string>>;
  /** The same, but the server cannot start with it; `teller` answers every request with words that quote all secrets. */
  readonly broken: (teller: string) => Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const SERVERS = [
  { name: 'a server on a Postgres', store: 'DATABASE_URL', keepsCredential: false, open: openPostgres },
  {
    name: 'a server on a Supabase project that keeps the credential of the model',
    store: 'SUPABASE_SERVICE_ROLE_KEY',
    keepsCredential: true,
    open: openSupabase,
  },
] as const;

it('servers are tried with every secret that there is', () => {
  const tried = new Set(SERVERS.flatMap(({ store }) => secretsWith(store)));
  expect(SECRETS.filter((variable) => !tried.has(variable))).toEqual([]);
});

describe.each(SERVERS)('$name', ({ store, keepsCredential, open }) => {
  const secrets = secretsWith(store);
  const canaries = new Canaries(secrets.map(({ name }) => name));
  /** Said by everybody whom the server asks for something. */
  const all = secrets.map(({ name }) => canaries.of(name)).join(' ');
  let opened: OpenStore;
  let rig: Rig;
  let clientId: string;
  let errors: string;
  let health: string;
  let environments: string;
  let lastWords: string;

  beforeAll(async () => {
    opened = await open(canaries);
    const env = { ...canaries.environment, MODEL_CREDENTIAL_PROXY: String(keepsCredential), ...opened.env };
    rig = await Rig.start({ env, forgeToken: canaries.of('GITHUB_TOKEN') });
    lastWords = await failedStart();
    health = await healthWhileTheForgeTells();
    const { clientId: id, repositoryId } = await rig.addRepository();
    clientId = id;
    errors = [...(await refusals()), await refusedClone(repositoryId), ...(await failedJobs())].join('\n');
    environments = await environmentsOfAJob();
  }, 180_000);

  afterAll(async () => {
    await rig.close();
    await opened.close();
  });

  /** What a server prints that does not start. */
  async function failedStart(): Promise<string> {
    rig.forge.fail(/./, 400, 100, { body: { message: all, code: 'XX000' } });
    const words = await rig.startNode(opened.broken(rig.forge.serverUrl)).then(() => '', String);
    rig.forge.calm();
    return words;
  }

  async function healthWhileTheForgeTells(): Promise<string> {
    rig.forge.fail(/./, 401, 100, { body: { message: all } });
    const paths = ['/health', '/health/ready', '/health/live'];
    const answers = await Promise.all(paths.map((path) => rig.api.get(path)));
    rig.forge.calm();
    return JSON.stringify(answers.map(({ body }) => body));
  }

  /** Bodies of errors about requests that name a secret. */
  async function refusals(): Promise<string[]> {
    const answers = secrets.flatMap(({ name }) => {
      const secret = canaries.of(name);
      return [
        rig.api.get(`/${secret}`),
        rig.api.get(`/jobs/${secret}`),
        rig.api.get(`/jobs?status=${secret}&${secret}=1`),
        rig.api.post('/clients', { name: 'A client', [secret]: true }),
        rig.api.post('/clients', `{"name": ${secret}`),
        rig.api.request('GET', '/jobs', undefined, { authorization: `Bearer ${secret}-not` }),
      ];
    });
    const bodies = await Promise.all(answers);
    expect(bodies.filter(({ status }) => status < 400)).toEqual([]);
    return bodies.map(({ body }) => JSON.stringify(body));
  }

  async function refusedClone(repositoryId: string): Promise<string> {
    rig.forge.fail(/git-upload-pack/, 403, 100, { body: { message: all } });
    const { body } = await rig.api.post(`/repos/${repositoryId}/clone`);
    rig.forge.calm();
    expect(body).toMatchObject({ success: false });
    return JSON.stringify(body);
  }

  /** Jobs that fail because of words with all secrets among them: of the model, of a refused push, of a refused pull request. */
  async function failedJobs(): Promise<string[]> {
    const closed = await rig.addRepository('acme/closed');
    await rig.forge.repository('acme/closed').refusePushes([all]);
    rig.forge.fail(/^POST .*\/pulls/, 422, 100, { body: { message: all } });
    rig.model.script('be-refused', [fails(400, all)]);
    rig.model.script('be-kept', [uses('Write', { file_path: 'a.txt', content: 'a' }), says('Done.')]);
    const run = (prompt: string, owner: string) =>
      rig.run({ clientId: owner, prompt, branchName: `feature/${prompt}` });
    const jobs = await Promise.all([
      run('be-refused', clientId),
      run('be-kept', clientId),
      run('be-kept', closed.clientId),
    ]);
    rig.forge.calm();
    const failed = { status: 'failed', error: expect.stringContaining('[redacted]') };
    for (const { status, error } of jobs) expect({ status, error }).toEqual(failed);
    const read = jobs.map(({ id }) => rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`));
    return (await Promise.all(read)).map(({ body }) => JSON.stringify(body));
  }

  /** Of all processes of a job while it runs a command, as the machine shows them. */
  async function environmentsOfAJob(): Promise<string> {
    rig.model.script('hold-on', [uses('Bash', { command: 'sleep 1000' }), says('Done.')]);
    const id = await rig.queue({ clientId, prompt: 'Do hold-on', branchName: 'feature/hold-on' });
    const processes = () => processesNaming(id);
    await until(async () => (await processes()).some((line) => / sleep 1000 ?$/.test(line)), 60_000);
    const pids = (await processes()).map((line) => line.split(' ', 1)[0]);
    const texts = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')));
    await rig.api.post(`/jobs/${id}/cancel`);
    await rig.api.waitForEnd(id);
    return texts.join('\0');
  }

  it.each(secrets)('tells nobody $name in an error', ({ name }) => {
    expect(canaries.in(errors, [name])).toEqual([]);
  });

  it.each(secrets)('tells nobody $name when it does not start', ({ name }) => {
    expect(lastWords).toMatch(/claude-code-orchestrator: [^\n]/);
    expect(canaries.in(lastWords, [name])).toEqual([]);
  });

  it.each(secrets)('tells nobody $name in its health', ({ name }) => {
    expect(canaries.in(health, [name])).toEqual([]);
  });

  it.each(secrets)('does not log $name', ({ name }) => {
    expect(rig.server.log).toContain('Listening on');
    expect(canaries.in(rig.server.log, [name])).toEqual([]);
  });

  it.each(secrets)('gives $name to the processes of a job as it is declared', ({ name, isHandedToClaude }) => {
    expect(environments).toContain('ORCH_JOB_ID=');
    expect(canaries.in(environments, [name])).toEqual(isHandedToClaude && !keepsCredential ? [name] : []);
    expect(!isHandedToClaude && environments.includes(`${name}=`)).toBe(false);
  });
});

function secretsWith(store: VariableName) {
  return SECRETS.filter(({ name, choosesStore }) => !choosesStore || name === store);
}

async function openPostgres(canaries: Canaries): Promise<OpenStore> {
  const postgres = await startTcpPostgres();
  const url = new URL(postgres.url);
  url.password = canaries.of('DATABASE_URL');
  const unwritable = new URL('/template1?default_transaction_read_only=on', url);
  return {
    env: { DATABASE_URL: url.href },
    broken: () => ({ DATABASE_URL: unwritable.href }),
    close: () => postgres.close(),
  };
}

async function openSupabase(canaries: Canaries): Promise<OpenStore> {
  const gateway = await SupabaseGateway.start({ serviceRoleKey: canaries.of('SUPABASE_SERVICE_ROLE_KEY') });
  return { env: supabaseAt(gateway.url), broken: supabaseAt, close: () => gateway.close() };
}

function supabaseAt(url: string) {
  return { SUPABASE_URL: url };
}
