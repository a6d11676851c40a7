// Writes etc/supabase-requests.txt: what the repositories send to PostgREST, without values, as specs and suites make them send it.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

await import('./typescript-loader.mjs');
const { SupabaseGateway } = await import('../test/support/supabase/gateway.ts');
const { POSTGREST_DOCS } = await import('../test/support/supabase/request-shapes.ts');

/** Which together ask in every way, beside the specs of the repositories. */
const SUITES = [
  'audit',
  'clients',
  'code-job',
  'idempotency',
  'mcp-config',
  'task-parking',
  'ralph',
  'streams',
  'webhooks',
  'webhook-endpoints',
  'from-github-follow-ups',
].map((name) => `test/${name}\\.`);

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const src = join(root, 'src');
const folder = await mkdtemp(join(tmpdir(), 'requests-'));
try {
  const specs = (await readdir(src, { recursive: true })).filter((file) => file.endsWith('.spec.ts'));
  const texts = await Promise.all(specs.map((file) => readFile(join(src, file), 'utf8')));
  // Those of the store itself ask of tables that the product does not have.
  const asking = specs.filter(
    (file, place) => texts[place].includes('openScratchStore') && !file.includes('platform/store'),
  );
  const file = join(folder, 'requests');
  await writeFile(file, '');
  await run(
    asking.map((spec) => `src/${spec}`),
    { SUPABASE_REQUESTS_FILE: file },
  );
  const gateway = await SupabaseGateway.start();
  try {
    const project = { SUPABASE_TEST_URL: gateway.url, SUPABASE_TEST_SERVICE_ROLE_KEY: gateway.serviceRoleKey };
    const one = { ...project, SUPABASE_TEST_RUN: '00000000' };
    await run(['--config', 'jest.e2e.config.js', '--runInBand', ...SUITES], one);
  } finally {
    await gateway.close();
  }
  const sent = [...(await readFile(file, 'utf8')).split('\n'), ...gateway.shapes];
  const lines = [...new Set(sent.filter(Boolean))].sort();
  const head = `What the server asks of PostgREST, without values; each feature is documented in ${POSTGREST_DOCS}\n(test/support/supabase/request-shapes.ts). By npm run supabase:requests.\n`;
  await writeFile(join(root, 'etc/supabase-requests.txt'), `${head}\n${lines.join('\n')}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function jest(args, env) {
  const options = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  return spawn(process.execPath, [...options, 'node_modules/jest/bin/jest.js', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
}

async function run(args, env) {
  const status = await new Promise((resolve) => jest(args, env).once('close', resolve));
  if (status !== 0) throw new Error('the tests failed');
}
