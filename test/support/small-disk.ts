import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Mounts a disk with these options at each folder, and goes on as the command that follows; nobody else sees the disks. */
const MOUNT = `options=$1; shift
while [ "$1" != -- ]; do mount -t tmpfs -o "$options" tmpfs "$1" || exit 1; shift; done
shift; exec "$@"`;

const asRoot = process.getuid?.() === 0;

/**
 * A command line to put before a program, which then finds each of `folders` on a disk of its own, until it ends.
 * null: this machine lets its user mount nothing.
 */
export async function onDisks(folders: readonly string[], options: string): Promise<readonly string[] | null> {
  const rights = asRoot ? [] : ['--user', '--map-root-user'];
  const prefix = ['unshare', ...rights, '--mount', 'sh', '-c', MOUNT, 'sh', `mode=0777,${options}`, ...folders, '--'];
  const [file, ...args] = [...prefix, 'true'];
  return run(file ?? '', args).then(
    () => prefix,
    () => null,
  );
}

/** Changes a disk under the feet of process `pid`, which sees it by {@link onDisks}. */
export async function remount(pid: number, folder: string, options: string): Promise<void> {
  const rights = asRoot ? [] : ['--user', '--preserve-credentials'];
  await run('nsenter', ['--target', `${pid}`, ...rights, '--mount', 'mount', '-o', `remount,${options}`, folder]);
}

/** For machines without such disks: a git that ends as git does on a disk in trouble, at every `subcommand` named by {@link sabotage}. */
export async function brokenGit(folder: string): Promise<readonly string[]> {
  const bin = join(folder, 'bin');
  const { stdout: git } = await run('sh', ['-c', 'command -v git']);
  const script = `#!/bin/sh
for word in "$@"; do
  [ -e "${bin}/broken-$word" ] && cat "${bin}/broken-$word" >&2 && exit 128
done
exec ${git.trim()} "$@"
`;
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'git'), script, { mode: 0o755 });
  return ['env', `PATH=${bin}:${process.env['PATH'] ?? '/usr/bin:/bin'}`];
}

/** What that git says from now on at `subcommand`; null: it works. */
export async function sabotage(folder: string, subcommand: string, words: string | null): Promise<void> {
  const file = join(folder, 'bin', `broken-${subcommand}`);
  if (words === null) await rm(file, { force: true });
  else await writeFile(file, words);
}
