// Does with the real Supabase CLI what an operator does, on a Postgres 15 with a project's roles: pushes the migrations, all at
// once and from the last release's, lists them, lints them, and asks the advisors. Then `npm run test:supabase` runs against the
// rig's gateway over such a project, with the suites that are named, or those of SUITES. Needs the Debian packages postgresql-15
// and postgresql-15-plpgsql-check.
import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { catalogueOf } from './schema/catalogue.mjs';
import { pushMigrations, runSupabase } from './schema/supabase-cli.mjs';

await import('./typescript-loader.mjs');
const { startProjectPostgres } = await import('../test/support/supabase/project-postgres.ts');
const { brokenRulesOf } = await import('../test/support/supabase/access-rules.ts');
const { SupabaseGateway } = await import('../test/support/supabase/gateway.ts');

/** A conversation, code jobs and whoever follows them; other suites ask of a store in the same ways. */
const SUITES = ['test/task-parking', 'test/streams'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const supabase = join(root, 'supabase');
const begun = performance.now();
const say = (sentence) =>
  console.error(`supabase:check: ${sentence} (${Math.round((performance.now() - begun) / 1000)} s)`);

const server = await startProjectPostgres();
try {
  const now = await pushed('old_defaults', 'old', root);
  await assertListed(now);
  await assertClean(now);
  await assertUpgrades(now);
  await runSuites();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await server.close();
}

/** A new project to which the CLI has pushed the migrations of `supabase/` in `directory`. */
async function pushed(name, defaults, directory) {
  const database = await server.create(name, defaults);
  await pushMigrations(server.urlOf(name), directory);
  say(`pushed to ${name}`);
  return database;
}

async function assertListed({ database }) {
  const list = ['migration', 'list', '--output-format', 'json', `--remote=${server.urlOf(database)}`];
  const { stdout } = await runSupabase(list, root);
  const { migrations } = JSON.parse(stdout);
  const files = (await readdir(join(supabase, 'migrations'))).map((file) => file.slice(0, 14)).sort();
  const agreed = migrations.filter(({ local, remote }) => local === remote).map(({ local }) => local);
  if (agreed.join() !== files.join())
    throw new Error(`supabase migration list does not agree with the files:\n${stdout}`);
  say(`migration list agrees on ${files.length} migrations`);
}

/** The linter of plpgsql_check needs a superuser, as the dashboard's has. */
async function assertClean({ database }) {
  const target = `--remote=${server.urlOf(database, 'superuser')}`;
  await runSupabase(['db', 'lint', '--schema=public', '--level=warning', '--fail-on=warning', target], root);
  say('db lint finds nothing');
  await runSupabase(['db', 'advisors', '--type=all', '--level=warn', '--fail-on=warn', target], root);
  say('the advisors find nothing');
}

/** From the last release's migrations, or until there is one from the first half of them, to all. */
async function assertUpgrades(whole) {
  const earlier = await mkdtemp(join(tmpdir(), 'earlier-migrations-'));
  try {
    const release = await earlierMigrations(join(earlier, 'supabase'));
    const database = await pushed('upgraded', 'old', earlier);
    await pushMigrations(server.urlOf('upgraded'), root);
    await assertListed(database);
    const [upgraded, made] = await Promise.all(
      [database, whole].map((each) => withSql(each, (sql) => catalogueOf(sql))),
    );
    if (upgraded !== made)
      throw new Error(`From the migrations of ${release}, db push makes another schema than from none`);
    const broken = await withSql(database, brokenRulesOf);
    if (broken.length > 0) throw new Error(broken.join('\n'));
    say(`db push from ${release} makes the same schema`);
  } finally {
    await rm(earlier, { recursive: true, force: true });
  }
}

async function earlierMigrations(target) {
  const tag = spawnSync('git', ['describe', '--tags', '--abbrev=0', '--match=v[0-9]*'], {
    cwd: root,
    encoding: 'utf8',
  });
  await mkdir(join(target, 'migrations'), { recursive: true });
  if (tag.status === 0) {
    const release = tag.stdout.trim();
    const archive = `git archive ${release} supabase | tar -x -C ${dirname(target)}`;
    if (spawnSync('sh', ['-c', archive], { cwd: root }).status !== 0) throw new Error(`${release} cannot be read`);
    return release;
  }
  await cp(join(supabase, 'config.toml'), join(target, 'config.toml'));
  const files = (await readdir(join(supabase, 'migrations'))).sort();
  for (const file of files.slice(0, files.length / 2))
    await cp(join(supabase, 'migrations', file), join(target, 'migrations', file));
  return 'the first half of the migrations';
}

async function withSql(database, work) {
  const sql = postgres({ ...database, max: 1, onnotice() {} });
  return work(sql).finally(() => sql.end());
}

/** On a project that the command itself pushes the migrations to, and whose defaults grant nothing. */
async function runSuites() {
  const database = await server.create('tested', 'new');
  const gateway = await SupabaseGateway.start({ database });
  const suites = process.argv.length > 2 ? process.argv.slice(2) : SUITES;
  const env = {
    ...process.env,
    SUPABASE_TEST_URL: gateway.url,
    SUPABASE_TEST_SERVICE_ROLE_KEY: gateway.serviceRoleKey,
    SUPABASE_TEST_DB_URL: server.urlOf('tested'),
  };
  try {
    const child = spawn(process.execPath, ['scripts/test-supabase.mjs', ...suites], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    if (code !== 0) throw new Error(`npm run test:supabase failed against the rig's gateway (${code})`);
    say('test:supabase passed');
    await tellUnlisted(gateway.shapes);
  } finally {
    await gateway.close();
  }
}

/** etc/supabase-requests.txt has what the specs send; what only a whole server sends is told here. */
async function tellUnlisted(shapes) {
  const listed = new Set((await readFile(join(root, 'etc/supabase-requests.txt'), 'utf8')).split('\n'));
  const unlisted = [...shapes].filter((shape) => !listed.has(shape));
  if (unlisted.length > 0)
    say(`requests that no spec makes, or npm run supabase:requests is due:\n${unlisted.join('\n')}\n`);
}
