// Runs end-to-end suites against a Supabase project: npm run test:supabase [-- <suites>], or those of a team: npm run
// test:supabase -- --config <its jest.config.js>. docs/testing.md says how.
// SUPABASE_TEST_URL, SUPABASE_TEST_SERVICE_ROLE_KEY: the project; SUPABASE_TEST_DB_URL: its Postgres, to push migrations to first.
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SUPABASE_SUITES } from '../jest.supabase.js';
import { pushMigrations } from './schema/supabase-cli.mjs';

await import('./typescript-loader.mjs');
const support = '../test/support/supabase/run';
const { TestRun } = await import(`${support}/test-run.ts`);
const { accessTo } = await import(`${support}/project-access.ts`);
const { assertMigrated, assertNoServer, assertNoWork } = await import(`${support}/project-fitness.ts`);
const { RunLock } = await import(`${support}/run-lock.ts`);
const { Leftovers } = await import(`${support}/leftovers.ts`);
const { countRows, growthOf } = await import(`${support}/row-counts.ts`);
const { declaredTables } = await import(`${support}/declared-tables.ts`);

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** How long suites and their servers get to end by themselves, in milliseconds. */
const END_MS = 20_000;
const say = (sentence) => console.error(`test:supabase: ${sentence}`);

/** Whether the suites are those of a team, with a configuration of its own. */
const isOfTeam = process.argv.some((arg) => /^(-c|--config)(=|$)/.test(arg));

/** The process group of jest, whose servers it holds; null: not begun, or ended. */
let suites = null;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

try {
  await main();
} catch (error) {
  say(error.problems?.join('\n') ?? error.message);
  process.exitCode = 1;
}

async function main() {
  const missing = ['SUPABASE_TEST_URL', 'SUPABASE_TEST_SERVICE_ROLE_KEY'].filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`${missing.join(' and ')} must be set: the project for tests and its key`);
  const run = new TestRun(randomBytes(4).toString('hex'), process.env);
  const databaseUrl = process.env.SUPABASE_TEST_DB_URL;
  if (databaseUrl) {
    say('pushing the migrations …');
    await pushMigrations(databaseUrl, root);
  }
  await assertMigrated(run);
  const db = accessTo(run);
  const lock = await RunLock.take(db, run, randomUUID());
  try {
    lock.keep(() => {
      say('another run has taken the lock');
      stop();
    });
    await withProject(run, db);
  } finally {
    await lock.release();
  }
}

async function withProject(run, db) {
  await assertNoServer(db);
  const leftovers = new Leftovers(run);
  const { clients, jobs } = await leftovers.remove();
  if (clients > 0) say(`removed what an earlier run had left: ${clients} clients, ${jobs} jobs`);
  await assertNoWork(db);
  // Days whose sums hold, which any server notes.
  const tables = [...(await declaredTables()).keys()].filter((table) => table !== 'agent_usage_sealed');
  const before = await countRows(db, tables);
  say(`run ${run.id}; whatever it makes has that in its name`);
  try {
    process.exitCode = isStopping ? 1 : await runSuites(run);
  } finally {
    await leftovers.remove();
  }
  const left = growthOf(before, await countRows(db, tables));
  if (left !== null) {
    say(`rows were left that are not known as this run's: ${left}`);
    process.exitCode = 1;
  }
  if (!isOfTeam) say(`nothing else was tried on the project: ${await untried()}; see docs/testing.md`);
}

/** In a process group of its own, so that nothing of it outlives this process. */
function runSuites(run) {
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  // One after the other: they have one queue, and the server of another suite would take the jobs.
  args.push('--runInBand', ...(isOfTeam ? [] : ['--config', 'jest.supabase.config.js']), ...process.argv.slice(2));
  const env = { ...process.env, SUPABASE_TEST_RUN: run.id };
  return new Promise((resolve, reject) => {
    suites = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 2, 2], detached: true });
    suites.once('error', reject);
    suites.once('close', (code) => {
      signalSuites('SIGKILL');
      suites = null;
      resolve(isStopping ? 130 : (code ?? 1));
    });
  });
}

/** The servers end as an operator would end them, then jest; whatever is left after a while is killed. */
function stop() {
  if (isStopping) return;
  isStopping = true;
  say('ending, and removing what was made …');
  signalSuites('SIGTERM');
  setTimeout(() => signalSuites('SIGKILL'), END_MS).unref();
}

function signalSuites(signal) {
  try {
    if (suites?.pid) process.kill(-suites.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function untried() {
  const all = (await readdir(`${root}/test`)).filter((file) => file.endsWith('.e2e-spec.ts'));
  const tried = all.filter((file) => SUPABASE_SUITES.some((pattern) => new RegExp(pattern).test(`/test/${file}`)));
  const others = `${all.length - tried.length} suites break their database, start several servers on it, want it empty or do not meet it`;
  const chosen =
    process.argv.length > 2 ? `of the others only ${process.argv.slice(2).join(' ')} ran` : 'all others ran';
  return `${others}; ${chosen}`;
}
