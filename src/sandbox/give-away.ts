import { execFile } from 'node:child_process';
import { lchown, lstat, readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A tree of a hundred thousand files takes about a second. */
const TIMEOUT_MS = 300_000;

/**
 * Makes `uid` the owner of a folder and what is below it. Links are given away as links, and files with several names not at
 * all: one of the names may lie elsewhere. None of the job's processes may run meanwhile.
 */
export async function giveAway(folder: string, uid: number): Promise<void> {
  if ((await readdir(folder)).length > 0) await giveAwayContents(folder, uid);
  // Last: its owner says whether all of it was given away.
  await lchown(folder, uid, uid);
}

async function giveAwayContents(folder: string, uid: number): Promise<void> {
  const owner = `${uid}:${uid}`;
  const strangers = [
    folder,
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
  const give = ['-exec', '/bin/chown', '-h', '--', owner, '{}', '+'];
  await run('/usr/bin/find', ['-P', ...strangers, ...give], { timeout: TIMEOUT_MS, env: { LC_ALL: 'C' } });
}

/** {@link giveAway}, unless the folder has that owner already. */
export async function giveAwayOnce(folder: string, uid: number): Promise<void> {
  if ((await lstat(folder)).uid !== uid) await giveAway(folder, uid);
}
