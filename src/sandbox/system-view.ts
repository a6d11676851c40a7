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
import type { Env } from '../config/env.js';

const ROOT_FOLDERS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** Of /etc, as it is now: how hosts are looked up, certificates, which of several programs is meant. */
const ETC_LIVE = ['alternatives', 'crypto-policies', 'hosts', 'pki', 'resolv.conf', 'ssl'].map((name) =>
  join('/etc', name),
);

/** Of /etc, as it was when the server started: one mount for all of them instead of one for each. */
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
  /** Folders and files, at their own places. */
  readonly visible: readonly string[];
  /** What is shown of the `hidden` folders all the same. */
  readonly public: readonly string[];
  /** Links that jobs see. */
  readonly links: readonly (readonly [target: string, path: string])[];
  /** What would be visible through one of these, but is not for jobs. */
  readonly hidden: readonly string[];
}

/** What is there now; a program that is installed later appears with its folder. */
export function systemView(env: Env): SystemView {
  const links = ROOT_FOLDERS.filter(isLink).map((path) => [readlinkSync(path), path] as const);
  const folders = ROOT_FOLDERS.filter((path) => existsSync(path) && !isLink(path));
  const hidden = protectedPaths(env);
  const node = filesOfProgram(process.execPath, hidden);
  const etc = ETC_LIVE.filter((path) => existsSync(path));
  const visible = ['/usr', ...folders, ...etc, ...node, ...env.SANDBOX_READ_ONLY];
  const copy = copyEtc(join(env.DATA_DIR, 'etc'));
  const names = readdirSync(copy).map((name) => [join(copy, name), join('/etc', name)] as const);
  return { visible: [...new Set(visible)], public: [copy], links: [...links, ...names], hidden };
}

/** Returns the folder. Files that not everybody may read are left out. */
function copyEtc(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of ETC_COPIED) {
    const source = join('/etc', name);
    const isPublic = existsSync(source) && statSync(source).isFile() && (statSync(source).mode & 0o004) !== 0;
    if (isPublic) writeFileSync(join(folder, name), readFileSync(source), { mode: 0o644 });
  }
  chmodSync(folder, 0o755);
  return folder;
}

/** The server's own: its folders, where it was started (`.env`), its user's home. */
function protectedPaths(env: Env): string[] {
  const { DATA_DIR, REPOS_DIR, WORKTREES_DIR, MCP_CONFIG } = env;
  const paths = [DATA_DIR, REPOS_DIR, WORKTREES_DIR, MCP_CONFIG, process.cwd(), homedir()];
  // Who lives in a folder of the system cannot have it hidden: without it nothing runs.
  const system = new Set(['/', '/usr', '/etc', '/bin', '/sbin', '/lib', '/lib64']);
  const real = paths.flatMap((path) => (path === null || !existsSync(path) ? [] : [path, realpathSync(path)]));
  return [...new Set(real)].filter((path) => !system.has(path));
}

/**
 * What a program needs to run beside the system: its npm package, the folder of a Node.js installation, or else the file alone.
 * Nothing that contains one of the `hidden` paths.
 */
export function filesOfProgram(file: string, hidden: readonly string[]): string[] {
  if (!existsSync(file)) return [];
  const real = realpathSync(file);
  const folder = packageOf(real) ?? installationOf(real);
  const isSafe = folder !== null && !hidden.some((path) => contains(folder, path));
  return [...new Set([file, real, ...(isSafe ? [folder] : [])])];
}

export function contains(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/** The innermost `node_modules/<name>` or `node_modules/@<scope>/<name>` that the file is in. */
function packageOf(file: string): string | null {
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/@.][^/]*)\//.exec(file);
  return match?.[1] ?? null;
}

/** Node.js brings npm and its global packages along: `<folder>/bin/node` and `<folder>/lib/node_modules`. */
function installationOf(file: string): string | null {
  const folder = dirname(dirname(file));
  if (basename(file) !== 'node' || basename(dirname(file)) !== 'bin') return null;
  const modules = join(folder, 'lib', 'node_modules');
  return existsSync(modules) && statSync(modules).isDirectory() ? folder : null;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
