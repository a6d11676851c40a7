import { execFile } from 'node:child_process';
import { lstat, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { JobDirectories } from './job-directories.js';

const run = promisify(execFile);
/** A copy of a hundred thousand files takes some seconds. */
const TIMEOUT_MS = 600_000;
const OPTIONS = { timeout: TIMEOUT_MS, env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' } };
/** GNU's `cp` shares blocks where the file system can do that, and copies otherwise. */
const COPY = process.platform === 'linux' ? ['-a', '--reflink=auto'] : ['-a'];

/**
 * Copies parts of a job's working tree, files and directories by their relative paths, out of it and into it. What is copied
 * has nothing in common with its source: whoever changes one changes one. None of the job's processes may be running.
 */
@Injectable()
export class TreeParts {
  constructor(private readonly directories: JobDirectories) {}

  /** Bytes that the parts take on the disk. */
  async sizeOf(jobId: string, parts: readonly string[]): Promise<number> {
    const { tree } = this.directories.viewOf(jobId);
    let kilobytes = 0;
    for (const part of parts) {
      await assertPlainParents(tree, part);
      const { stdout } = await run('du', ['-sk', '--', join(tree, part)], OPTIONS);
      kilobytes += Number.parseInt(stdout, 10);
    }
    return kilobytes * 1_024;
  }

  /** Copies the parts into `target`, an existing directory that no job can reach. @throws Error when one leads out of the tree. */
  async takeOut(jobId: string, parts: readonly string[], target: string): Promise<void> {
    const { tree } = this.directories.viewOf(jobId);
    for (const part of parts) {
      await assertPlainParents(tree, part);
      await mkdir(dirname(join(target, part)), { recursive: true, mode: 0o700 });
      await copy(join(tree, part), join(target, part));
    }
  }

  /**
   * Copies the parts from `source`, where {@link takeOut} has put them, into a tree in which no process of the job has run yet.
   * They are the job's then. @throws Error when one leads out of the tree, or when something is in its place.
   */
  async putBack(jobId: string, parts: readonly string[], source: string): Promise<void> {
    const { tree, uid } = this.directories.viewOf(jobId);
    for (const part of parts) {
      const made = await makeParents(tree, part);
      if (await lstat(join(tree, part)).catch(() => null)) throw new Error(`${part} is in the tree already`);
      await copy(join(source, part), join(tree, part));
      // Everything below is new, so no name of it leads to a file that is somebody else's.
      const own = made ?? join(tree, part);
      if (uid !== null) await run('chown', ['-R', '-h', `${uid}:${uid}`, '--', own], OPTIONS);
    }
  }
}

async function copy(source: string, target: string): Promise<void> {
  await run('cp', [...COPY, '--', source, target], OPTIONS);
}

/** The directories between the tree and a part of it, from the outermost. */
function parentsOf(part: string): string[] {
  const directory = dirname(part);
  return directory === '.' ? [] : [...parentsOf(directory), directory];
}

/** @throws Error for a part that symbolic links would lead elsewhere. */
async function assertPlainParents(tree: string, part: string): Promise<void> {
  for (const parent of parentsOf(part)) {
    if (!(await lstat(join(tree, parent))).isDirectory()) throw new Error(`${parent} is not a directory`);
  }
}

/** Makes those that are missing. @returns the outermost that was made; null: all were there. */
async function makeParents(tree: string, part: string): Promise<string | null> {
  for (const parent of parentsOf(part)) {
    const found = await lstat(join(tree, parent)).catch(() => null);
    if (found?.isDirectory()) continue;
    if (found) throw new Error(`${parent} is not a directory`);
    await mkdir(join(tree, dirname(part)), { recursive: true });
    return join(tree, parent);
  }
  return null;
}
