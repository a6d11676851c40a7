// Makes a checkout ready to run: dependencies, build, and, with --rig, the demo, the benches, the chaos and their test rig.
// Does only what is missing or stale, so that every command may begin with it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

function fail(sentence) {
  console.error(`setup: ${sentence}`);
  process.exit(1);
}

function run(what, file, args) {
  console.error(`setup: ${what} …`);
  try {
    // Progress goes to stderr: the output of a command that begins with a set-up stays its own.
    execFileSync(file, args, { stdio: ['ignore', 2, 2] });
  } catch {
    fail(`${what} did not succeed; the lines above say why`);
  }
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Runs `make` unless the stamp of its last success still fits its inputs. */
function step(stamp, inputs, make) {
  const wanted = fingerprint(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old: 20.19 or newer is needed`);
}
try {
  execFileSync('git', ['--version'], { stdio: 'ignore' });
} catch {
  fail('git is not installed or not on the PATH');
}

step('node_modules/.setup-stamp', ['package.json', 'package-lock.json'], () => {
  run('installing the dependencies', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
});

const configs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'];
step('dist/.setup-stamp', [...configs, ...filesBelow('src')], () => {
  run('building the server', process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build']);
});

if (process.argv.includes('--rig')) {
  const inputs = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.rig.json',
    ...filesBelow('bench'),
    ...filesBelow('demo'),
    ...filesBelow('src'),
    ...filesBelow('test/chaos'),
    ...filesBelow('test/support'),
  ];
  step('.rig/.setup-stamp', inputs, () => {
    run('building the rig', process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.rig.json']);
    // Data files are read from beside the code that reads them.
    for (const file of filesBelow('test/support').filter((name) => name.endsWith('.json'))) {
      writeFileSync(join('.rig', file), readFileSync(file));
    }
  });
}
