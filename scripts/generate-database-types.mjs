// Writes src/store/database.types.ts from supabase/migrations; with --check, says instead whether it is current.
// Needs Node and the installed dependencies alone: a throw-away Postgres applies the migrations, the Supabase CLI reads it.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import postgres from 'postgres';

await import('./typescript-loader.mjs');
const { startScratchPostgres } = await import('../test/support/scratch-postgres.ts');
const { applyMigrations } = await import('../src/store/apply-migrations.ts');
const { readMigrations } = await import('../src/store/migrations.ts');

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'src/store/database.types.ts');
const run = promisify(execFile);
/** Generates types without Docker, which earlier ones need. */
const SUPABASE_CLI = '3.1.0';

const current = await readFile(target, 'utf8').catch(() => '');
const generated = await generate();
if (!process.argv.includes('--check')) {
  await writeFile(target, generated);
} else if (generated !== current) {
  console.error('src/store/database.types.ts does not match supabase/migrations: run npm run types:generate');
  process.exitCode = 1;
}

/** @returns {Promise<string>} */
async function generate() {
  const port = await freePort();
  const database = await startScratchPostgres({ listen_addresses: '127.0.0.1', port: String(port) });
  const sql = postgres({ host: '127.0.0.1', port, username: 'postgres', database: 'postgres', max: 1, onnotice() {} });
  try {
    await applyMigrations(sql, await readMigrations(join(root, 'supabase/migrations')));
    return await typesOf(port);
  } finally {
    await sql.end();
    await database.close();
  }
}

/** The CLI gets an environment built from nothing: no login, no project and no telemetry of whoever runs this. */
async function typesOf(port) {
  const program = await supabaseCli();
  const home = await mkdtemp(join(tmpdir(), 'supabase-cli-'));
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres?sslmode=disable`;
  const path = [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
  try {
    const { stdout } = await run(program, ['gen', 'types', 'typescript', `--remote=${url}`, '--schema=public'], {
      cwd: home,
      env: { PATH: path, HOME: home, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1' },
      maxBuffer: 64 * 1024 * 1024,
    });
    return `${stdout.trim()}\n`;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * Not among the dependencies: 135 MB for a check, and its platform packages are not always complete, which `npm ci` does
 * not forgive. npm keeps it in its cache after the first time.
 */
async function supabaseCli() {
  const exec = ['exec', '--yes', `--package=supabase@${SUPABASE_CLI}`, '--', 'node', '-p', 'process.env.PATH'];
  const { stdout } = await run('npm', exec, { cwd: tmpdir() });
  return join(stdout.trim().split(delimiter)[0], 'supabase');
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
