import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { fullName, isJobId, type RepositoryRef } from '../repository-ref.js';
import { type JobTree, readTreeRecord, writeTreeRecord } from './job-tree.js';

const RECORD = /^(.{36})\.json$/;

/** What is written beside the working trees of the jobs: whose clones they borrow from. */
@Injectable()
export class TreeRecords {
  constructor(private readonly env: Env) {}

  /** Trees that borrow from the clone of this repository, which is or was at this path: it is theirs, or that of a submodule. */
  async borrowers(repository: Pick<RepositoryRef, 'owner' | 'name'>, path: string): Promise<JobTree[]> {
    const isFrom = (tree: JobTree): boolean =>
      [tree.repository, ...(tree.lenders ?? [])].some((lender) => fullName(lender) === fullName(repository));
    return (await this.all()).filter((tree) => isFrom(tree) || isThrough(tree, path));
  }

  /** Whether a tree finds objects through this path, which a clone had before. */
  async borrowThrough(path: string): Promise<boolean> {
    return (await this.all()).some((tree) => isThrough(tree, path));
  }

  async write(tree: JobTree): Promise<void> {
    await writeTreeRecord(join(this.env.WORKTREES_DIR, `${tree.jobId}.json`), tree);
  }

  private async all(): Promise<JobTree[]> {
    const names = await readdir(this.env.WORKTREES_DIR).catch(() => []);
    const records = names.filter((name) => isJobId(RECORD.exec(name)?.[1] ?? ''));
    const trees = await Promise.all(records.map((name) => readTreeRecord(join(this.env.WORKTREES_DIR, name))));
    return trees.filter((tree) => tree !== null);
  }
}

function isThrough({ borrowsThrough }: JobTree, path: string): boolean {
  return borrowsThrough?.some((place) => place.path === path) ?? false;
}
