import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fail, type Finding, ok, warn } from '../finding.js';
import type { Check } from './check.js';

const DIRECTORIES = ['DATA_DIR', 'REPOS_DIR', 'WORKTREES_DIR'] as const;
/** One clone with its trees may fill this, in bytes. */
const LITTLE = 5e9;
const NOTHING = 500e6;
/** Share of a disk's files that are still free: a tree has many small ones. */
const FEW_FILES = 0.02;
const CURE = 'Free space, or move the directory to a larger disk; POST /admin/housekeeping removes what nobody needs';

/** Room, and the right to write: a directory that is not there yet is judged by the one above it. Makes nothing. */
export const disk: Check = {
  name: 'disk',
  needs: DIRECTORIES,
  look: async ({ env }) => {
    const findings = await Promise.all(DIRECTORIES.map((name) => findingOf(name, env[name])));
    const bad = findings.filter(({ status }) => status !== 'ok');
    return bad.length > 0 ? bad : [ok(findings.map(({ message }) => message).join(', '))];
  },
};

async function findingOf(name: string, directory: string): Promise<Finding> {
  const there = await nearest(directory);
  const { bavail, bsize, files, ffree } = await statfs(there);
  const free = bavail * bsize;
  const says = `${name} has ${(free / 1e9).toFixed(1)} GB free`;
  if (!(await isWritable(there))) {
    const message = `${name} cannot be written by the user who runs this: ${there}`;
    return fail(message, `Give it to the server's user, or set ${name} to a directory of that user`);
  }
  if (free < NOTHING) return fail(says, CURE);
  if (free < LITTLE) return warn(says, CURE);
  return files > 0 && ffree / files < FEW_FILES
    ? warn(`The disk of ${name} can hardly take more files`, CURE)
    : ok(says);
}

async function nearest(directory: string): Promise<string> {
  const isThere = await does(access(directory, constants.F_OK));
  return isThere || directory === dirname(directory) ? directory : nearest(dirname(directory));
}

async function isWritable(path: string): Promise<boolean> {
  const found = await stat(path);
  return found.isDirectory() && (await does(access(path, constants.W_OK | constants.X_OK)));
}

function does(attempt: Promise<void>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}
