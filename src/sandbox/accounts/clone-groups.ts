import { chmod, chown, lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freeId, IDS } from './free-id.js';

/** Gives each clone a group of its own, so that only the jobs that borrow from it can read it. For jobs without namespaces. */
export class CloneGroups {
  private last: Promise<unknown> = Promise.resolve();

  /** @param firstGid first of 65,536 ids. */
  constructor(
    private readonly firstGid: number,
    /** Directory of the clones, which are `<owner>/<name>.git` in it. */
    private readonly root: string,
  ) {}

  static after(firstUid: number, root: string): CloneGroups {
    return new CloneGroups(firstUid + IDS, root);
  }

  isGroup(gid: number): boolean {
    return gid >= this.firstGid && gid < this.firstGid + IDS;
  }

  /** Opens a clone to its group, and the directories above it to everybody. */
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
