import type { RepositoryRef } from '../repository-ref.js';

const NAMED = 20;

/** What became of the submodules of a tree. */
export class SubmoduleReport {
  /** Whose clones lend objects to the tree. */
  readonly fetched: RepositoryRef[] = [];
  /** For readers of the job. */
  readonly notices: string[] = [];
  private readonly empty: string[] = [];

  left(path: string, why: string): void {
    this.empty.push(`- ${path.replace(/\p{C}/gu, '?')}: ${why}`);
  }

  get said(): string[] {
    const more = this.empty.length - NAMED;
    const lines = [...this.empty.slice(0, NAMED), ...(more > 0 ? [`- and ${more} more`] : [])];
    return [
      ...this.notices,
      ...(lines.length > 0 ? [`These submodules are empty directories in the tree:\n${lines.join('\n')}`] : []),
    ];
  }
}
