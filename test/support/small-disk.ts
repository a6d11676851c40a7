import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Mounts a disk of so many bytes at a folder and goes on as the command that follows; nobody else sees the disk. */
const MOUNT = 'mount -t tmpfs -o "size=$1,mode=0777" tmpfs "$2" && shift 2 && exec "$@"';

/**
 * A command line to put before a program, which then finds `folder` on a disk of `bytes`, until it ends.
 * null: this machine lets its user mount nothing.
 */
export async function onSmallDisk(folder: string, bytes: number): Promise<readonly string[] | null> {
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const prefix = ['unshare', ...asRoot, '--mount', 'sh', '-c', MOUNT, 'sh', `${bytes}`, folder];
  const [file, ...args] = [...prefix, 'true'];
  return run(file, args).then(
    () => prefix,
    () => null,
  );
}

/** For machines without such a disk: a git that ends as git does when its disk is full, at every `subcommand`. */
export async function fullDiskGit(folder: string, subcommand: string): Promise<readonly string[]> {
  const bin = join(folder, 'bin');
  const { stdout: git } = await run('sh', ['-c', 'command -v git']);
  const script = `#!/bin/sh
for word in "$@"; do
  [ "$word" = ${subcommand} ] && echo 'fatal: write error: No space left on device' >&2 && exit 128
done
exec ${git.trim()} "$@"
`;
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'git'), script, { mode: 0o755 });
  return ['env', `PATH=${bin}:${process.env['PATH'] ?? '/usr/bin:/bin'}`];
}
