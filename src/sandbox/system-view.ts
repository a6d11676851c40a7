import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Env } from '../config/env.js';

const ROOT_FOLDERS = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** Of /etc: how names, hosts, time and certificates are looked up, and where programs and libraries are. */
const ETC = [
  'alternatives',
  'ca-certificates',
  'crypto-policies',
  'host.conf',
  'hosts',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'locale.alias',
  'localtime',
  'mime.types',
  'nsswitch.conf',
  'pki',
  'protocols',
  'resolv.conf',
  'services',
  'ssl',
  'timezone',
].map((name) => join('/etc', name));

/** What every job sees of the machine, read-only. */
export interface SystemView {
  /** Folders and files, at their own places. */
  readonly visible: readonly string[];
  /** Links in the root folder, by name. */
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
  const visible = ['/usr', ...folders, ...ETC.filter((path) => existsSync(path)), ...node, ...env.SANDBOX_READ_ONLY];
  return { visible: [...new Set(visible)], links, hidden };
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
