// Prints the full names of all tests, one a line and sorted, without running any: what a change of the tests' shape must
// keep. `node scripts/test-names.mjs > before.txt`, later `node scripts/test-names.mjs --compare before.txt`, which says
// what is missing and what is new. Names carry no file: suites may move.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);
/** Together they hold every suite once; the others choose among these. */
const CONFIGS = ['jest.config.js', 'jest.e2e.config.js'];

const [option, file] = process.argv.slice(2);
const found = await allNames();
if (option !== '--compare') {
  console.log(found.join('\n'));
} else {
  const before = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
  const missing = without(before, found);
  const added = without(found, before);
  for (const name of missing) console.log(`- ${name}`);
  for (const name of added) console.log(`+ ${name}`);
  console.log(`${before.length} before, ${found.length} now: ${missing.length} missing, ${added.length} new`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}

/** @returns {Promise<string[]>} */
async function allNames() {
  const names = [];
  for (const config of CONFIGS) names.push(...(await namesOf(config)));
  return names.sort();
}

/** No test has a name like `a^`: jest loads every suite, skips every test and reports their names. */
async function namesOf(config) {
  const folder = await mkdtemp(join(tmpdir(), 'test-names-'));
  const report = join(folder, 'report.json');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const options = ['--config', config, '-t', 'a^', '--json', '--outputFile', report];
  try {
    await run(process.execPath, [...flags, ...options], { cwd: root, maxBuffer: 256 * 1024 * 1024 });
    const { testResults } = JSON.parse(await readFile(report, 'utf8'));
    return testResults.flatMap(({ assertionResults }) => assertionResults.map(({ fullName }) => fullName));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is in `many` and not in `others`; a name that is there twice must be there twice. */
function without(many, others) {
  const left = new Map();
  for (const name of others) left.set(name, (left.get(name) ?? 0) + 1);
  return many.filter((name) => {
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count <= 0;
  });
}
