// Keeps the state of a server of this version in the middle of its work, for later versions to go on with: test/releases/<version>.json.
// Run once for each release, never again. Needs the rig (npm run setup -- --rig) and Postgres 15.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { FOLDER, freeze } from '../.rig/test/support/frozen-release.js';
import { startProjectPostgres } from '../.rig/test/support/supabase/project-postgres.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const file = `${FOLDER}/${version}.json`;
if (existsSync(file)) {
  console.error(`${file} is there: what was released does not change`);
  process.exit(1);
}
const database = await startProjectPostgres();
try {
  await database.create('frozen', 'new');
  const frozen = await freeze(database.urlOf('frozen'));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, `${JSON.stringify(frozen)}\n`);
  console.log(`${file}: ${frozen.sql.length} characters of SQL`);
} finally {
  await database.close();
}
