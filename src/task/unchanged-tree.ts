import { Injectable } from '@nestjs/common';
import type { JobTree } from '../git/job-tree.js';
import type { JobRun } from '../runs/job-run.js';
import { RunJournal } from '../runs/run-journal.js';
import { JobEnvironment } from '../sandbox/job-environment.js';
import { Sandbox } from '../sandbox/sandbox.js';

const TIMEOUT_MS = 60_000;
const SHOWN_FILES = 20;

/** The last guard of "a conversation changes nothing": whatever was changed all the same is discarded, and said. */
@Injectable()
export class UnchangedTree {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly environment: JobEnvironment,
    private readonly journal: RunJournal,
  ) {}

  async restore({ job, claim }: JobRun, tree: JobTree): Promise<void> {
    const changes = await this.git(job.id, tree, ['status', '--porcelain', '--untracked-files=all', '--ignored']);
    const head = (await this.git(job.id, tree, ['rev-parse', 'HEAD'])).trim();
    if (changes.trim() === '' && head === tree.baseSha) return;
    await this.git(job.id, tree, ['reset', '--hard', '--quiet', tree.baseSha]);
    await this.git(job.id, tree, ['clean', '-ffdxq']);
    const files = changes.trim().split('\n').slice(0, SHOWN_FILES).join('\n');
    await this.journal.note(
      claim,
      `The conversation changed files, which task jobs must not; this was discarded:\n${files}`,
    );
  }

  private async git(jobId: string, tree: JobTree, args: string[]): Promise<string> {
    const env = this.environment.variablesFor(jobId);
    const command = { jobId, file: 'git', args, cwd: tree.path, env };
    return (await this.sandbox.run(command, { timeoutMs: TIMEOUT_MS })).stdout;
  }
}
