// Makes a checkout ready to run: dependencies, build, with --examples the examples and the typed client, and with --rig the demo, the benches,
// the chaos and their test rig.
// Does only what is missing or stale, so that every command may begin with it. Runs on the machine's own Node.js, which may
// be older than the server's: that one is among the dependencies, and npm puts it first on the PATH of what follows.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node.js that is tried with this file; `engines` in package.json tells the server's. */
const OWN_FLOOR = '20.19';
const PINNED_NODE = 'node_modules/.bin/node';

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

/** Ends the set-up when the Node.js that runs it is older. */
function requireNode(wanted) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(`Node.js ${process.versions.node} is too old: ${wanted} or newer is needed`);
}

/** Not every processor and C library has a package; the machine's own Node.js is to serve there. */
function removePinnedNodeUnlessItRuns() {
  try {
    execFileSync(PINNED_NODE, ['--version'], { stdio: 'ignore' });
  } catch {
    rmSync(PINNED_NODE, { force: true });
  }
}

requireNode(OWN_FLOOR);
try {
  execFileSync('git', ['--version'], { stdio: 'ignore' });
} catch {
  fail('git is not installed or not on the PATH');
}

step('node_modules/.setup-stamp', ['package.json', 'package-lock.json'], () => {
  // The engines of dependencies are those of the pinned Node.js, not of the one that installs them.
  run('installing the dependencies', 'npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--no-engine-strict',
    '--loglevel=error',
  ]);
  removePinnedNodeUnlessItRuns();
});
const node = existsSync(PINNED_NODE) ? PINNED_NODE : process.execPath;
if (node !== PINNED_NODE) requireNode(JSON.parse(readFileSync('package.json', 'utf8')).engines.node.replace('>=', ''));

const configs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'];
step('dist/.setup-stamp', [...configs, ...filesBelow('src')], () => {
  run('building the server', node, ['node_modules/@nestjs/cli/bin/nest.js', 'build']);
});

const consoleInputs = [...filesBelow('web'), ...filesBelow('clients/typescript/src')];
step('dist/.console-stamp', ['package-lock.json', ...consoleInputs], () => {
  run('building the console', node, ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn']);
});

/** Builds a package of its own that lies in this repository. */
function buildPackage(folder) {
  const output = join(folder, 'dist');
  const sources = filesBelow(folder).filter((file) => !file.startsWith(output) && !file.includes('node_modules'));
  step(join(output, '.setup-stamp'), ['package-lock.json', ...sources], () => {
    run(`building ${folder}`, node, ['node_modules/typescript/bin/tsc', '-p', folder]);
  });
}

if (process.argv.includes('--examples') || process.argv.includes('--rig')) buildPackage('clients/typescript');

if (process.argv.includes('--examples')) {
  for (const example of readdirSync('examples').map((name) => join('examples', name))) {
    const output = join(example, 'dist');
    const sources = filesBelow(example).filter((file) => !file.startsWith(output));
    // They are compiled against what the server's build declares.
    step(join(output, '.setup-stamp'), ['package-lock.json', 'dist/.setup-stamp', ...sources], () => {
      run(`building ${example}`, node, ['node_modules/typescript/bin/tsc', '-p', example]);
    });
  }
}

if (process.argv.includes('--rig')) {
  const inputs = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.rig.json',
    'clients/typescript/dist/.setup-stamp',
    ...filesBelow('bench'),
    ...filesBelow('demo'),
    ...filesBelow('src'),
    ...filesBelow('test/chaos'),
    ...filesBelow('test/support'),
  ];
  step('.rig/.setup-stamp', inputs, () => {
    run('building the rig', node, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.rig.json']);
    // Data files are read from beside the code that reads them.
    for (const file of filesBelow('test/support').filter((name) => /\.(json|graphql)$/.test(name))) {
      writeFileSync(join('.rig', file), readFileSync(file));
    }
  });
}
