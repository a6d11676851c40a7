import { randomUUID } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { changeOwner, changeOwnerOnce } from '../accounts/change-owner.js';
import type { CloneGroups } from '../accounts/clone-groups.js';
import type { JobAccounts } from '../accounts/job-accounts.js';
import { lastChangeOf } from './last-change.js';
import { removeDirectory } from './remove-directory.js';

/** A job's directories beside its working tree; only for its processes and the server. */
export interface JobPaths {
  /** HOME of the job's processes. */
  readonly home: string;
  /** TMPDIR of the job's processes. */
  readonly tmp: string;
  /** ARTIFACTS_DIR of the job's processes: what they leave for people. */
  readonly artifacts: string;
  /** Claude's configuration directory. It holds the sessions from which an interrupted run resumes. */
  readonly claude: string;
}

/** What a job may see of the server's directories. */
export interface JobView extends JobPaths {
  /** `DATA_DIR/jobs/<job id>`: the job can read it, only the server writes in it. */
  readonly directory: string;
  /** Path of the job's working tree, which need not exist yet. */
  readonly tree: string;
  /** Directories that the job may read and that others read too. */
  readonly lent: readonly string[];
  /** User and group id of the job's processes; null: the server's. */
  readonly uid: number | null;
  /** Groups through which the job can read what is lent to it. */
  readonly groups: readonly number[];
}

const LENT_FILE = 'lent.json';

/** The files of a job's processes outside the working tree: `DATA_DIR/jobs/<job id>/`. */
@Injectable()
export class JobDirectories {
  private readonly root: string;

  /**
   * @param accounts null: jobs run as the server's user.
   * @param clones null: the driver hides everything that is not lent to a job.
   */
  constructor(
    private readonly env: Env,
    private readonly accounts: JobAccounts | null = null,
    private readonly clones: CloneGroups | null = null,
  ) {
    this.root = join(env.DATA_DIR, 'jobs');
  }

  /** @throws Error for an id that is not a plain name. */
  pathsOf(jobId: string): JobPaths {
    const directory = this.directoryOf(jobId);
    const inner = (name: string): string => join(directory, name);
    return { home: inner('home'), tmp: inner('tmp'), claude: inner('claude'), artifacts: inner('artifacts') };
  }

  /** Everything a driver must know about a job; call {@link create} first. Synchronous, as starting a process is. */
  viewOf(jobId: string): JobView {
    const directory = this.directoryOf(jobId);
    const paths = this.pathsOf(jobId);
    const uid = this.accounts === null ? null : lstatSync(paths.home).uid;
    if (uid !== null && !this.accounts?.isAccount(uid)) throw new Error(`job ${jobId} has no user id of its own yet`);
    const lent = readLent(directory);
    const tree = join(this.env.WORKTREES_DIR, jobId);
    return { ...paths, directory, tree, lent, uid, groups: uid === null ? [] : this.groupsOf(lent) };
  }

  /** Names of all existing directories, jobs' and others. */
  async list(): Promise<string[]> {
    const entries = await readdir(this.root, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  /** Last change of the job's directories, judged by their top level; null: this server has not made them. */
  async touchedAt(jobId: string): Promise<Date | null> {
    const inner = Object.values(this.pathsOf(jobId)) as string[];
    const found = await Promise.all(inner.map((path) => lstat(path).catch(() => null)));
    return found.every((entry) => entry?.isDirectory()) ? lastChangeOf([this.directoryOf(jobId), ...inner]) : null;
  }

  /** Creates what is missing and keeps the rest: a resumed job finds its session again. */
  async create(jobId: string): Promise<JobPaths> {
    const paths = this.pathsOf(jobId);
    const directory = this.directoryOf(jobId);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const path of Object.values(paths) as string[]) await mkdir(path, { recursive: true, mode: 0o700 });
    if (this.accounts) await this.settle(jobId, directory, paths, this.accounts);
    return paths;
  }

  /** Lets the job read these directories, also through links in other places, and no longer those that were lent to it before. */
  async lend(jobId: string, directories: readonly string[]): Promise<void> {
    for (const directory of directories) if (await isDirectory(directory)) await this.clones?.close(directory);
    await this.writeFile(jobId, LENT_FILE, JSON.stringify(directories));
  }

  /** Makes the job the owner of its working tree. Its processes must have ended. */
  async handOverTree(jobId: string): Promise<void> {
    await this.create(jobId);
    const { tree, uid } = this.viewOf(jobId);
    if (uid === null) return;
    await chmod(tree, 0o700);
    await changeOwnerOnce(tree, uid);
  }

  /** Writes a file that the job's processes can read but not change; replaces it atomically. Resolves with its path. */
  async writeFile(jobId: string, name: string, text: string): Promise<string> {
    const path = join(this.directoryOf(jobId), name);
    const draft = `${path}.${randomUUID()}`;
    await this.create(jobId);
    const { uid } = this.viewOf(jobId);
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    if (uid !== null) {
      await chown(draft, process.getuid?.() ?? 0, uid);
      await chmod(draft, 0o640);
    }
    await rename(draft, path);
    return path;
  }

  /** Removes all directories of the job, if there are any. Its processes must have ended. */
  async remove(jobId: string): Promise<void> {
    await removeDirectory(this.directoryOf(jobId));
  }

  /** Gives the job a user of its own, who may pass through its directory and owns those in it. */
  private async settle(jobId: string, directory: string, paths: JobPaths, accounts: JobAccounts): Promise<void> {
    const { home, tmp, claude, artifacts } = paths;
    if (!accounts.isAccount((await lstat(home)).uid)) {
      await accounts.withFree(jobId, (uid) => changeOwner(home, uid));
    }
    const { uid } = await lstat(home);
    for (const path of [tmp, claude, artifacts]) await changeOwnerOnce(path, uid);
    await chmod(directory, 0o711);
    await this.describeUser(directory, home, uid);
  }

  /** Some programs look up their user and fail without an entry. */
  private async describeUser(directory: string, home: string, uid: number): Promise<void> {
    const passwd = `root:x:0:0:root:/nonexistent:/bin/false\njob:x:${uid}:${uid}:job:${home}:/bin/sh\n`;
    const files = { passwd, group: `root:x:0:\njob:x:${uid}:\n` };
    for (const [name, text] of Object.entries(files)) {
      const path = join(directory, name);
      if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
      await writeFile(path, text, { mode: 0o644 });
      await chmod(path, 0o644);
    }
  }

  /** The groups of lent clones, whichever driver, of this or an earlier start, has set them. */
  private groupsOf(lent: readonly string[]): number[] {
    const gids = lent.flatMap((directory) => lstatSync(directory, { throwIfNoEntry: false })?.gid ?? []);
    return gids.filter((gid) => gid >= this.env.SANDBOX_FIRST_UID);
  }

  private directoryOf(jobId: string): string {
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(jobId))
      throw new Error('a job id must consist of letters, digits and dashes');
    return join(this.root, jobId);
  }
}

/** A link leads to a directory that is closed itself. */
async function isDirectory(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null))?.isDirectory() ?? false;
}

function readLent(directory: string): readonly string[] {
  try {
    return JSON.parse(readFileSync(join(directory, LENT_FILE), 'utf8')) as readonly string[];
  } catch {
    // Nothing was lent.
    return [];
  }
}
