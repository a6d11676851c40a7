import { chmod, chown, lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freeId, IDS } from './free-id.js';

/** Lets the jobs that borrow from a clone read it, and no others, by a group of its own: for jobs without walls. */
export class CloneGroups {
  private last: Promise<unknown> = Promise.resolve();

  /** @param firstGid first of 65,536 ids. */
  constructor(
    private readonly firstGid: number,
    /** Folder of the clones, `<owner>/<name>.git` below it. */
    private readonly root: string,
  ) {}

  static after(firstUid: number, root: string): CloneGroups {
    return new CloneGroups(firstUid + IDS, root);
  }

  isGroup(gid: number): boolean {
    return gid >= this.firstGid && gid < this.firstGid + IDS;
  }

  /** Whoever is in the clone's group may enter it, and everybody the folders above. */
  async close(clone: string): Promise<void> {
    const mine = this.last.then(() => this.settle(clone));
    this.last = mine.catch(() => undefined);
    await mine;
  }

  private async settle(clone: string): Promise<void> {
    if (!this.isGroup((await lstat(clone)).gid)) {
      const gid = freeId(this.firstGid, clone, await this.taken());
      await chown(clone, process.getuid?.() ?? 0, gid);
    }
    await chmod(clone, 0o750);
    await chmod(dirname(clone), 0o711);
  }

  private async taken(): Promise<ReadonlySet<number>> {
    const owners = await readdir(this.root).catch(() => []);
    const clones = owners.map(async (owner) => {
      const names = await readdir(join(this.root, owner)).catch(() => []);
      return Promise.all(
        names.map((name) =>
          lstat(join(this.root, owner, name)).then(
            ({ gid }) => gid,
            () => -1,
          ),
        ),
      );
    });
    return new Set((await Promise.all(clones)).flat());
  }
}
