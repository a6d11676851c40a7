import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Env } from '../../platform/config/env.js';

const ROOT_DIRECTORIES = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** Parts of /etc that jobs see live: name resolution, certificates, alternatives. */
const ETC_LIVE = ['alternatives', 'crypto-policies', 'hosts', 'pki', 'resolv.conf', 'ssl'].map((name) =>
  join('/etc', name),
);

/** Parts of /etc as they were when the server started: one mount for all instead of one for each. */
const ETC_COPIED = [
  'host.conf',
  'ld.so.cache',
  'locale.alias',
  'localtime',
  'mime.types',
  'nsswitch.conf',
  'protocols',
  'services',
  'timezone',
];

/** What every job sees of the machine, read-only. */
export interface SystemView {
  /** Directories and files, at their own paths. */
  readonly visible: readonly string[];
  /** Exceptions: parts of `hidden` directories that are shown all the same. */
  readonly public: readonly string[];
  /** Symbolic links to create. */
  readonly links: readonly (readonly [target: string, path: string])[];
  /** Paths that lie in `visible` ones but are not for jobs. */
  readonly hidden: readonly string[];
}

/** Reads the machine as it is now; programs installed later appear with their directory. */
export function systemView(env: Env): SystemView {
  const links = ROOT_DIRECTORIES.filter(isLink).map((path) => [readlinkSync(path), path] as const);
  const directories = ROOT_DIRECTORIES.filter((path) => existsSync(path) && !isLink(path));
  const hidden = protectedPaths(env);
  const node = filesOfProgram(process.execPath, hidden);
  const etc = ETC_LIVE.filter((path) => existsSync(path));
  const visible = ['/usr', ...directories, ...etc, ...node, ...env.SANDBOX_READ_ONLY];
  const copy = copyEtc(join(env.DATA_DIR, 'etc'));
  const names = readdirSync(copy).map((name) => [join(copy, name), join('/etc', name)] as const);
  return { visible: [...new Set(visible)], public: [copy], links: [...links, ...names], hidden };
}

/** Copies the files that everybody may read, and returns the directory. */
function copyEtc(directory: string): string {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const name of ETC_COPIED) {
    const source = join('/etc', name);
    const isPublic = existsSync(source) && statSync(source).isFile() && (statSync(source).mode & 0o004) !== 0;
    if (isPublic) writeFileSync(join(directory, name), readFileSync(source), { mode: 0o644 });
  }
  chmodSync(directory, 0o755);
  return directory;
}

/** The server's own paths: its directories, its working directory (`.env`), its user's home. */
function protectedPaths(env: Env): string[] {
  const { DATA_DIR, REPOS_DIR, WORKTREES_DIR, MCP_CONFIG } = env;
  const paths = [DATA_DIR, REPOS_DIR, WORKTREES_DIR, MCP_CONFIG, process.cwd(), homedir()];
  // A home or directory of ours that is a system directory cannot be hidden: nothing would run without it.
  const system = new Set(['/', '/usr', '/etc', '/bin', '/sbin', '/lib', '/lib64']);
  const real = paths.flatMap((path) => (path === null || !existsSync(path) ? [] : [path, realpathSync(path)]));
  return [...new Set(real)].filter((path) => !system.has(path));
}

/**
 * What a program needs besides the system: its npm package, its Node.js installation, or else the file alone. Never a
 * directory that contains one of the `hidden` paths.
 */
export function filesOfProgram(file: string, hidden: readonly string[]): string[] {
  if (!existsSync(file)) return [];
  const real = realpathSync(file);
  const directory = packageOf(real) ?? installationOf(real);
  const isSafe = directory !== null && !hidden.some((path) => contains(directory, path));
  return [...new Set([file, real, ...(isSafe ? [directory] : [])])];
}

export function contains(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory === '/' ? '/' : `${directory}/`);
}

/** The innermost `node_modules/<name>` or `node_modules/@<scope>/<name>` around the file. */
function packageOf(file: string): string | null {
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/@.][^/]*)\//.exec(file);
  return match?.[1] ?? null;
}

/** Node.js comes with npm and its global packages: `<directory>/bin/node` and `<directory>/lib/node_modules`. */
function installationOf(file: string): string | null {
  const directory = dirname(dirname(file));
  if (basename(file) !== 'node' || basename(dirname(file)) !== 'bin') return null;
  const modules = join(directory, 'lib', 'node_modules');
  return existsSync(modules) && statSync(modules).isDirectory() ? directory : null;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
