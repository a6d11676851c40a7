import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { JobView } from './job-folders.js';
import type { SandboxCommand } from './sandbox.js';
import { contains, filesOfProgram, type SystemView } from './system-view.js';

/** In memory, for programs that do not ask TMPDIR; bytes. */
const TMP_BYTES = 268_435_456;
const SHARED_MEMORY_BYTES = 67_108_864;

/** Variables of the operator's that name files. */
const FILES_BY_VARIABLE = ['NODE_EXTRA_CA_CERTS'];

/** Namespaces of its own but for the network, and an end with the server's. */
const NAMESPACES = ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'];
const LIFE = ['--hostname', 'job', '--die-with-parent', '--new-session'];

/** Collects mounts in the order in which they are made: a later one covers what an earlier one shows at the same place. */
export class BubblewrapArguments {
  private readonly args: string[] = [];
  private readonly shown: string[] = [];
  private readonly made = new Set<string>();
  private readonly covered: string[] = [];

  constructor(private readonly system: SystemView) {
    this.args.push(...NAMESPACES, ...LIFE);
    this.args.push('--proc', '/proc', '--dev', '/dev');
    this.args.push('--perms', '1777', '--size', String(TMP_BYTES), '--tmpfs', '/tmp');
    this.args.push('--perms', '1777', '--size', String(SHARED_MEMORY_BYTES), '--tmpfs', '/dev/shm');
    this.args.push('--dir', '/var', '--symlink', '/tmp', '/var/tmp', '--dir', '/run', '--dir', '/etc');
    for (const folder of ['/tmp', '/var', '/run', '/etc']) this.made.add(folder);
    for (const [target, path] of system.links) this.args.push('--symlink', target, path);
    for (const path of system.visible) this.show(path);
    for (const path of system.hidden) this.hide(path);
    // What is hidden are the server's folders: this one is made for jobs.
    for (const path of system.public) this.show(path);
  }

  /** The job's own places; after them nothing of the system covers anything. */
  addJob({ folder, home, tmp, claude, tree, lent, uid }: JobView): this {
    // Where the job is another user, permissions keep its folder from it as well as a read-only mount would.
    this.mount(uid === null ? '--ro-bind' : '--bind', folder, folder);
    this.shown.push(folder);
    if (uid === null) for (const path of [home, tmp, claude]) this.args.push('--bind', path, path);
    if (existsSync(tree)) this.mount('--bind', tree, tree);
    for (const path of lent) this.show(path);
    for (const name of ['passwd', 'group']) {
      if (uid === null) this.mount('--ro-bind-try', `/etc/${name}`, `/etc/${name}`);
      else this.args.push('--symlink', join(folder, name), `/etc/${name}`);
    }
    return this;
  }

  /** What the command is made of, where the system's folders do not show it. */
  addProgram({ file, args, env }: SandboxCommand): this {
    for (const name of FILES_BY_VARIABLE) if (env[name] !== undefined && isAbsolute(env[name])) this.show(env[name]);
    const script = args[0] !== undefined && isAbsolute(args[0]) && file === process.execPath ? [args[0]] : [];
    for (const program of [file, ...script].filter(isAbsolute)) {
      for (const path of filesOfProgram(program, this.system.hidden)) this.show(path);
    }
    return this;
  }

  /** Files from elsewhere. */
  addFile(source: string, path: string): this {
    this.mount('--ro-bind', source, path);
    return this;
  }

  /** @param cwd as the job sees it. */
  finish(cwd: string): string[] {
    for (const path of [...this.covered, '/dev', '/']) this.args.push('--remount-ro', path);
    return [...this.args, '--chdir', cwd];
  }

  private show(path: string): void {
    if (this.isShown(path)) return;
    this.mount('--ro-bind-try', path, path);
    this.shown.push(path);
  }

  private hide(path: string): void {
    if (!this.isShown(path)) return;
    this.args.push('--tmpfs', path);
    this.covered.push(path);
  }

  private isShown(path: string): boolean {
    if (this.system.links.some(([, link]) => contains(link, path))) return true;
    return (
      this.shown.some((folder) => contains(folder, path)) && !this.covered.some((folder) => contains(folder, path))
    );
  }

  /** Folders that lead there would be closed to all but root otherwise. */
  private mount(option: string, source: string, path: string): void {
    for (const folder of foldersAbove(path)) {
      if (this.made.has(folder) || this.isShown(folder)) continue;
      this.args.push('--dir', folder);
      this.made.add(folder);
    }
    this.args.push(option, source, path);
  }
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === '/' ? [] : [...foldersAbove(folder), folder];
}
