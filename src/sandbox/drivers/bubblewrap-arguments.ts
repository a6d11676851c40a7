import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { JobView } from '../directories/job-directories.js';
import type { SandboxCommand } from '../sandbox.js';
import { contains, filesOfProgram, type SystemView } from './system-view.js';

/** Size of the in-memory /tmp for programs that ignore TMPDIR, in bytes. */
const TMP_BYTES = 268_435_456;
const SHARED_MEMORY_BYTES = 67_108_864;

/** Variables set by the operator that name files. */
const FILES_BY_VARIABLE = ['NODE_EXTRA_CA_CERTS'];

/** Own namespaces, except for the network; everything inside ends with the server. */
const NAMESPACES = ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try'];
const LIFE = ['--hostname', 'job', '--die-with-parent', '--new-session'];

/** Collects mounts in order: a later one covers an earlier one at the same path. */
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
    for (const directory of ['/tmp', '/var', '/run', '/etc']) this.made.add(directory);
    for (const [target, path] of system.links) this.args.push('--symlink', target, path);
    for (const path of system.visible) this.show(path);
    for (const path of system.hidden) this.hide(path);
    // Lies within the server's hidden directories, but is made for jobs.
    for (const path of system.public) this.show(path);
  }

  /** The job's own paths. They come last, so that no mount of the system covers them. */
  addJob({ directory, home, tmp, claude, artifacts, tree, lent, uid }: JobView): this {
    // Where the job is another user, permissions protect the directory as well as a read-only mount would.
    this.mount(uid === null ? '--ro-bind' : '--bind', directory, directory);
    this.shown.push(directory);
    if (uid === null) for (const path of [home, tmp, claude, artifacts]) this.args.push('--bind', path, path);
    if (existsSync(tree)) this.mount('--bind', tree, tree);
    for (const path of lent) this.show(path);
    for (const name of ['passwd', 'group']) {
      if (uid === null) this.mount('--ro-bind-try', `/etc/${name}`, `/etc/${name}`);
      else this.args.push('--symlink', join(directory, name), `/etc/${name}`);
    }
    return this;
  }

  /** The command's own files, where the system's directories do not show them. */
  addProgram({ file, args, env }: SandboxCommand): this {
    for (const name of FILES_BY_VARIABLE) if (env[name] !== undefined && isAbsolute(env[name])) this.show(env[name]);
    const script = args[0] !== undefined && isAbsolute(args[0]) && file === process.execPath ? [args[0]] : [];
    for (const program of [file, ...script].filter(isAbsolute)) {
      for (const path of filesOfProgram(program, this.system.hidden)) this.show(path);
    }
    return this;
  }

  /** Shows the file `source` at `path`. */
  addFile(source: string, path: string): this {
    this.mount('--ro-bind', source, path);
    return this;
  }

  /** @param cwd working directory as the job sees it. */
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
      this.shown.some((directory) => contains(directory, path)) &&
      !this.covered.some((directory) => contains(directory, path))
    );
  }

  /** Makes the parent directories itself: bwrap would open them to root alone. */
  private mount(option: string, source: string, path: string): void {
    for (const directory of directoriesAbove(path)) {
      if (this.made.has(directory) || this.isShown(directory)) continue;
      this.args.push('--dir', directory);
      this.made.add(directory);
    }
    this.args.push(option, source, path);
  }
}

function directoriesAbove(path: string): string[] {
  const directory = dirname(path);
  return directory === '/' ? [] : [...directoriesAbove(directory), directory];
}
