import { randomUUID } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { giveAway, giveAwayOnce } from './give-away.js';
import type { CloneGroups } from './clone-groups.js';
import type { JobAccounts } from './job-accounts.js';
import { lastChangeOf } from './last-change.js';
import { removeFolder } from './remove-folder.js';

/** Folders of one job beside its working tree; for its processes and the server alone. */
export interface JobPaths {
  /** HOME of the job's processes. */
  readonly home: string;
  /** TMPDIR of the job's processes. */
  readonly tmp: string;
  /** Claude's configuration folder: its sessions, by which an interrupted run is resumed. */
  readonly claude: string;
}

/** What a job may see of the server's folders. */
export interface JobView extends JobPaths {
  /** `DATA_DIR/jobs/<job id>`, in which only the server writes; the job reads it. */
  readonly folder: string;
  /** Where the job's working tree is, or will be. */
  readonly tree: string;
  /** Folders that it reads and that others read too. */
  readonly lent: readonly string[];
  /** User and group id of the job's processes; null: the server's. */
  readonly uid: number | null;
  /** Groups that let the job read what is lent to it. */
  readonly groups: readonly number[];
}

const LENT_FILE = 'lent.json';

/** What a job's processes keep outside the working tree: `DATA_DIR/jobs/<job id>/`. */
@Injectable()
export class JobFolders {
  private readonly root: string;

  /**
   * @param accounts null: jobs run as the server's user.
   * @param clones null: what is not lent to a job is out of its sight anyway.
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
    const folder = this.folderOf(jobId);
    return { home: join(folder, 'home'), tmp: join(folder, 'tmp'), claude: join(folder, 'claude') };
  }

  /** Everything a driver must know of a job; {@link create} comes first. Synchronous, as starting a process is. */
  viewOf(jobId: string): JobView {
    const folder = this.folderOf(jobId);
    const paths = this.pathsOf(jobId);
    const uid = this.accounts === null ? null : lstatSync(paths.home).uid;
    if (uid !== null && !this.accounts?.isAccount(uid)) throw new Error(`job ${jobId} has no user id of its own yet`);
    const lent = readLent(folder);
    const tree = join(this.env.WORKTREES_DIR, jobId);
    return { ...paths, folder, tree, lent, uid, groups: uid === null ? [] : this.groupsOf(lent) };
  }

  /** Names of those that are there, jobs' and others. */
  async list(): Promise<string[]> {
    const entries = await readdir(this.root, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  }

  /** When something of a job's folders that were made here was last changed, as far as their tops show; null: there are none. */
  async touchedAt(jobId: string): Promise<Date | null> {
    const inner = Object.values(this.pathsOf(jobId)) as string[];
    const found = await Promise.all(inner.map((path) => lstat(path).catch(() => null)));
    return found.every((entry) => entry?.isDirectory()) ? lastChangeOf([this.folderOf(jobId), ...inner]) : null;
  }

  /** Creates what is missing and leaves what is there: a resumed job finds its session again. */
  async create(jobId: string): Promise<JobPaths> {
    const paths = this.pathsOf(jobId);
    const folder = this.folderOf(jobId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const path of Object.values(paths) as string[]) await mkdir(path, { recursive: true, mode: 0o700 });
    if (this.accounts) await this.settle(jobId, folder, paths, this.accounts);
    return paths;
  }

  /** Lets the job read these folders, and none that were lent to it before. */
  async lend(jobId: string, folders: readonly string[]): Promise<void> {
    for (const folder of folders) await this.clones?.close(folder);
    await this.writeFile(jobId, LENT_FILE, JSON.stringify(folders));
  }

  /** Makes the job the owner of its working tree; its processes must have ended. */
  async handOverTree(jobId: string): Promise<void> {
    await this.create(jobId);
    const { tree, uid } = this.viewOf(jobId);
    if (uid === null) return;
    await chmod(tree, 0o700);
    await giveAwayOnce(tree, uid);
  }

  /** Writes a file beside the folders, for the job's processes to read; replaces it as a whole. Resolves with its path. */
  async writeFile(jobId: string, name: string, text: string): Promise<string> {
    const path = join(this.folderOf(jobId), name);
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

  /** Removes everything of the job; the job's processes must have ended. Nothing happens when there is nothing. */
  async remove(jobId: string): Promise<void> {
    await removeFolder(this.folderOf(jobId));
  }

  /** The job becomes a user of its own, who may pass through its folder and owns those in it. */
  private async settle(jobId: string, folder: string, paths: JobPaths, accounts: JobAccounts): Promise<void> {
    const { home, tmp, claude } = paths;
    if (!accounts.isAccount((await lstat(home)).uid)) {
      await accounts.withFree(jobId, (uid) => giveAway(home, uid));
    }
    const { uid } = await lstat(home);
    for (const path of [tmp, claude]) await giveAwayOnce(path, uid);
    await chmod(folder, 0o711);
    await this.describeUser(folder, home, uid);
  }

  /** Programs ask who they are: without an entry some fail. */
  private async describeUser(folder: string, home: string, uid: number): Promise<void> {
    const passwd = `root:x:0:0:root:/nonexistent:/bin/false\njob:x:${uid}:${uid}:job:${home}:/bin/sh\n`;
    const files = { passwd, group: `root:x:0:\njob:x:${uid}:\n` };
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      if ((await readFile(path, 'utf8').catch(() => '')) === text) continue;
      await writeFile(path, text, { mode: 0o644 });
      await chmod(path, 0o644);
    }
  }

  /** Whoever closed a clone, this driver or another one of an earlier start: its group opens it. */
  private groupsOf(lent: readonly string[]): number[] {
    const gids = lent.flatMap((folder) => lstatSync(folder, { throwIfNoEntry: false })?.gid ?? []);
    return gids.filter((gid) => gid >= this.env.SANDBOX_FIRST_UID);
  }

  private folderOf(jobId: string): string {
    if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(jobId)) throw new Error('a job id is letters, digits and dashes');
    return join(this.root, jobId);
  }
}

function readLent(folder: string): readonly string[] {
  try {
    return JSON.parse(readFileSync(join(folder, LENT_FILE), 'utf8')) as readonly string[];
  } catch {
    // Nothing was lent.
    return [];
  }
}
