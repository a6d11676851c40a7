import { Injectable } from '@nestjs/common';
import type { JobTree } from '../../git/trees/job-tree.js';
import { JobTrees } from '../../git/trees/job-trees.js';
import type { JobRun } from '../run/job-run.js';
import { CurrentRepositories } from '../run/identity/current-repositories.js';
import { RunJournal } from '../run/run-journal.js';
import { Sandbox } from '../../sandbox/sandbox.js';

/** The tree in which a conversation reads: kept while it is set aside. */
@Injectable()
export class TaskTree {
  constructor(
    private readonly repositories: CurrentRepositories,
    private readonly trees: JobTrees,
    private readonly sandbox: Sandbox,
    private readonly journal: RunJournal,
  ) {}

  /** The kept tree, or a new one where there is none. */
  async prepare(run: JobRun): Promise<JobTree> {
    const { job, claim, signal } = run;
    const kept = await this.trees.find(job.id);
    if (kept) {
      await this.journal.save(claim, { sandbox: this.sandbox.driver });
      return kept;
    }
    const repository = await this.repositories.settle(run);
    await this.journal.note(claim, `Fetching ${repository.owner}/${repository.name}`);
    const tree = await this.trees.create({ jobId: job.id, repository, branchName: job.branch_name ?? '' }, signal);
    await this.journal.save(claim, { base_sha: tree.baseSha, sandbox: this.sandbox.driver });
    await this.journal.noteAll(claim, tree.notices);
    return tree;
  }
}
