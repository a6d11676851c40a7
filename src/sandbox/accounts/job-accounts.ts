import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freeId, IDS } from './free-id.js';

/**
 * Gives each job a user id of its own, which is also its group id. The owner of a job's home records the id, so it survives
 * restarts of the server. One id per job rather than one for all: without namespaces (driver `user`) jobs must be isolated
 * from each other as well, and the kernel counts processes per user id.
 */
export class JobAccounts {
  private last: Promise<unknown> = Promise.resolve();

  /** @param firstUid first of 65,536 ids that nobody else on this machine uses. */
  constructor(
    readonly firstUid: number,
    /** Parent of the jobs' directories. */
    private readonly root: string,
  ) {}

  isAccount(uid: number): boolean {
    return uid >= this.firstUid && uid < this.firstUid + IDS;
  }

  /** Runs `use` with an id that no job has. Calls run one at a time, so `use` can claim the id by changing the home's owner. */
  async withFree(jobId: string, use: (uid: number) => Promise<void>): Promise<void> {
    const mine = this.last.then(async () => use(await this.choose(jobId)));
    this.last = mine.catch(() => undefined);
    await mine;
  }

  /** The job's id determines where the search begins, so two servers on one machine rarely collide. */
  private async choose(jobId: string): Promise<number> {
    return freeId(this.firstUid, jobId, await this.taken());
  }

  private async taken(): Promise<ReadonlySet<number>> {
    const names = await readdir(this.root).catch(() => []);
    const owners = names.map((name) =>
      lstat(join(this.root, name, 'home')).then(
        ({ uid }) => uid,
        () => -1,
      ),
    );
    return new Set(await Promise.all(owners));
  }
}
