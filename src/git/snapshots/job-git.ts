import { Injectable } from '@nestjs/common';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { Sandbox, type SandboxCommand, type SandboxOutput } from '../../sandbox/sandbox.js';
import { GitLimits } from '../../platform/config/git-limits.js';
import type { JobTree } from '../trees/job-tree.js';
import { UnpublishableWork } from '../collecting/unpublishable-work.js';
import { fullName } from '../repository-ref.js';

/** A command in a job's working tree. */
export type TreeCommand = Pick<SandboxCommand, 'file' | 'args' | 'env'>;

/** Runs commands in a job's working tree, in its sandbox. Nothing that they print is trusted beyond its form. */
@Injectable()
export class JobGit {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly limits: GitLimits,
    private readonly redactor: Redactor,
  ) {}

  /** Resolves whatever the exit code is. @throws JobFailure for slowness; the signal's reason when it is aborted. */
  async attempt(tree: JobTree, command: TreeCommand, signal: AbortSignal): Promise<SandboxOutput> {
    signal.throwIfAborted();
    const whole = { ...command, jobId: tree.jobId, cwd: tree.path };
    try {
      return await this.sandbox.run(whole, { timeoutMs: this.limits.jobGitMs, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw this.failure(tree, 'git did not finish in the job’s working tree', error);
    }
  }

  /** In a sentence for people. @param said what git printed. */
  failure(tree: JobTree, said: string, cause?: unknown): JobFailure {
    const clean = this.redactor.redact(said);
    const why = explain(clean);
    const sentence = `Could not collect the work on ${fullName(tree.repository)}: ${why}.`;
    return NESTED.test(clean)
      ? new UnpublishableWork(sentence, { cause })
      : new JobFailure(sentence, { cause, code: 'git_refused' });
  }
}

const NESTED = /'?([^'\n]+?)\/?'? does not have a commit checked out/;

function explain(said: string): string {
  const nested = NESTED.exec(said)?.[1];
  if (nested) return `the directory ${nested.replace(/^error: '/, '')} is a git repository of its own without a commit`;
  if (/No space left on device|Disk quota exceeded|Out of diskspace/i.test(said)) return "the server's disk is full";
  if (/bad config line \d+ in [^\n]*\.gitmodules/i.test(said)) {
    return 'the file .gitmodules is broken, git cannot read it. Correct it, or remove it';
  }
  if (/not a git repository/i.test(said)) return 'the .git directory of the working tree is gone or damaged';
  const lines = said.split('\n').map((line) => line.trim());
  return (lines.findLast((line) => line !== '') ?? 'git gave no reason').replace(/\.$/, '').slice(0, 300);
}
