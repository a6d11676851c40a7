import { Injectable } from '@nestjs/common';
import { workRef, fullName } from '../../../git/repository-ref.js';
import { type ComparedWork, ProtectedChanges } from '../../../git/publishing/protected-changes.js';
import type { CollectedWork } from '../../../git/collecting/work-collector.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import type { JobRun } from '../job-run.js';
import { RepositoryOfJob } from '../repository-of-job.js';

/** Files that a sentence names; the rest is counted. */
const NAMED = 10;
const RETRY =
  'Once the repository does not protect them any more, retry the job to publish it without a new run of Claude.';

/** Keeps work that changes what the repository protects from being published. */
@Injectable()
export class ProtectedPaths {
  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly changes: ProtectedChanges,
  ) {}

  /** By the patterns of this moment. @throws JobFailure, which says where the work is kept. */
  async assertUntouched(run: JobRun, work: CollectedWork): Promise<void> {
    const problem = await this.problemOf(run, work);
    if (problem === null) return;
    const kept = `It was not published; it is kept as ${workRef(run.job.id)} in the server's clone of ${fullName(work.repository)}.`;
    // Of a loop it is not certain that its work counts as done.
    const retry = run.job.iterates ? '' : ` ${RETRY}`;
    throw new JobFailure(`${problem} ${kept}${retry}`, { code: 'protected_path' });
  }

  /** In a sentence; null: nothing that is protected is changed. */
  async problemOf({ job, signal }: JobRun, work: ComparedWork): Promise<string | null> {
    const { protected_paths: patterns } = await this.repositories.settingsOf(job);
    const found = await this.changes.find(work, patterns ?? [], signal);
    if (found.length === 0) return null;
    const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : '';
    return `The work changes files that the repository protects: ${found.slice(0, NAMED).map(inWords).join(', ')}${more}.`;
  }
}

/** Names are untrusted: they must not start a new line or change the text direction. */
function inWords(name: string): string {
  return name.replace(/\p{C}/gu, '?');
}
