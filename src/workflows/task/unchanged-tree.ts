import { Injectable } from '@nestjs/common';
import type { JobTree } from '../../git/trees/job-tree.js';
import type { JobRun } from '../run/job-run.js';
import { RunJournal } from '../run/run-journal.js';
import { JobEnvironment } from '../../sandbox/job-environment.js';
import { Sandbox } from '../../sandbox/sandbox.js';

const TIMEOUT_MS = 60_000;
const SHOWN_FILES = 20;

/** The last guard of "a conversation changes nothing": discards and reports any changes. */
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
    const lines = changes.trim().split('\n').slice(0, SHOWN_FILES);
    // Untrusted: a name must not change the text direction.
    const files = lines.map((line) => line.replace(/\p{C}/gu, '?')).join('\n');
    await this.journal.note(
      claim,
      `The conversation changed files, which task jobs must not; this was discarded:\n${files}`,
    );
  }

  private async git(jobId: string, tree: JobTree, args: string[]): Promise<string> {
    const env = this.environment.variablesFor(jobId);
    // Names as people write them; git still escapes control characters.
    const settings = ['-c', 'core.quotePath=false'];
    const command = { jobId, file: 'git', args: [...settings, ...args], cwd: tree.path, env };
    return (await this.sandbox.run(command, { timeoutMs: TIMEOUT_MS })).stdout;
  }
}
