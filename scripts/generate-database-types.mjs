// Writes src/platform/store/database.types.ts from supabase/schemas; with --check, says instead whether it is current.
// Needs Node and the installed dependencies alone: a throw-away Postgres applies the schemas, the Supabase CLI reads it.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { readDeclaredSchema } from './schema/declared-schema.mjs';
import { runSupabase } from './schema/supabase-cli.mjs';

await import('./typescript-loader.mjs');
const { startScratchPostgres } = await import('../test/support/scratch-postgres.ts');
const { applyMigrations } = await import('../src/platform/store/migrations/apply-migrations.ts');

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'src/platform/store/database.types.ts');

const current = await readFile(target, 'utf8').catch(() => '');
const generated = await generate();
if (!process.argv.includes('--check')) {
  await writeFile(target, generated);
} else if (generated !== current) {
  console.error('src/platform/store/database.types.ts does not match supabase/schemas: run npm run types:generate');
  process.exitCode = 1;
}

/** @returns {Promise<string>} */
async function generate() {
  const port = await freePort();
  const database = await startScratchPostgres('empty', { listen_addresses: '127.0.0.1', port: String(port) });
  const sql = postgres({ host: '127.0.0.1', port, username: 'postgres', database: 'postgres', max: 1, onnotice() {} });
  try {
    await applyMigrations(sql, await readDeclaredSchema(join(root, 'supabase')));
    return await typesOf(port);
  } finally {
    await sql.end();
    await database.close();
  }
}

async function typesOf(port) {
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres?sslmode=disable`;
  const { stdout } = await runSupabase(['gen', 'types', 'typescript', `--remote=${url}`, '--schema=public']);
  return `${stdout.trim()}\n`;
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
