import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { changeOwner } from '../accounts/change-owner.js';
import type { JobDirectories } from './job-directories.js';

/**
 * Gives a job a file in Claude's configuration directory, which then is the job's own. None of the job's processes may be
 * running; an earlier one may have left links there, which are not followed. @throws Error when it has.
 */
export async function giveClaudeFile(
  directories: JobDirectories,
  jobId: string,
  path: readonly [folder: string, ...below: string[]],
  content: Uint8Array,
): Promise<void> {
  const { claude } = await directories.create(jobId);
  const file = join(claude, ...path);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const actual = relative(await realpath(claude), await realpath(dirname(file)));
  if (actual !== relative(claude, dirname(file)))
    throw new Error(`job ${jobId} has a link in its directory for Claude`);
  await rm(file, { force: true });
  await writeFile(file, content, { flag: 'wx', mode: 0o600 });
  const { uid } = directories.viewOf(jobId);
  if (uid !== null) await changeOwner(join(claude, path[0]), uid);
}
