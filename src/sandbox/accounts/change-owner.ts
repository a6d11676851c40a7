import { execFile } from 'node:child_process';
import { lchown, lstat, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A tree of a hundred thousand files takes about a second. */
const TIMEOUT_MS = 300_000;

/**
 * Makes `uid` the owner of a directory and everything in it. Changes symbolic links themselves, not their targets, and skips
 * files with several hard links: one of them may lie elsewhere. None of the job's processes may be running.
 */
export async function changeOwner(directory: string, uid: number): Promise<void> {
  if ((await readdir(directory)).length > 0) await changeOwnerOfContents(directory, uid);
  // Last, because the owner of the directory tells whether its contents are done.
  await lchown(directory, uid, uid);
}

async function changeOwnerOfContents(directory: string, uid: number): Promise<void> {
  const owner = `${uid}:${uid}`;
  const selection = [
    directory,
    '-mindepth',
    '1',
    '-xdev',
    '!',
    '-uid',
    String(uid),
    '(',
    '-type',
    'd',
    '-o',
    '-links',
    '1',
    ')',
  ];
  const change = ['-exec', '/bin/chown', '-h', '--', owner, '{}', '+'];
  await run('/usr/bin/find', ['-P', ...selection, ...change], { timeout: TIMEOUT_MS, env: { LC_ALL: 'C' } });
}

/** {@link changeOwner}, unless the directory has that owner already. */
export async function changeOwnerOnce(directory: string, uid: number): Promise<void> {
  if ((await lstat(directory)).uid !== uid) await changeOwner(directory, uid);
}
