import type { FileHandle } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { isArtifactName, MAX_ARTIFACT_BYTES, MAX_ARTIFACTS } from '../../../jobs/artifacts/artifact.js';
import { JobArtifactRepository } from '../../../jobs/artifacts/job-artifact.repository.js';
import type { JobClaim } from '../../../platform/events/job-events.js';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import { StoreError } from '../../../platform/store/store-error.js';
import { JobDirectories } from '../../../sandbox/directories/job-directories.js';
import { type LooseFile, looseFiles } from '../../../sandbox/directories/loose-files.js';
import type { JobRun } from '../job-run.js';
import { RunJournal } from '../run-journal.js';
import { untilStored } from '../until-stored.js';
import { describeKept, describeLeftOut } from './artifact-words.js';
import { ArtifactUpload } from './artifact-upload.js';
import { factsOf } from './file-content.js';
import { SecretInside } from './searched-chunks.js';

/** What became of the files in a job's directory, by name. */
interface Collected {
  /** In bytes, of what is new. */
  readonly kept: Map<string, number>;
  /** Why they are not kept. */
  readonly leftOut: Map<string, string>;
}

/**
 * Keeps what a job left for people in `$ARTIFACTS_DIR`: the files directly in it, within bounds and without secrets, in the store,
 * where every server can answer them. What is left out is named in a message.
 */
@Injectable()
export class RunArtifacts {
  private readonly logger = new Logger(RunArtifacts.name);
  /** What the readers of a run were told of files that are left out: not again after each iteration. */
  private readonly told = new WeakMap<JobClaim, Set<string>>();

  constructor(
    private readonly directories: JobDirectories,
    private readonly upload: ArtifactUpload,
    private readonly artifacts: JobArtifactRepository,
    private readonly redactors: JobRedactors,
    private readonly journal: RunJournal,
  ) {}

  /** The job's processes must have ended. May be repeated. Never rejects: no job fails for its artifacts. */
  async collect({ claim }: JobRun, signal: AbortSignal): Promise<void> {
    try {
      const collected: Collected = { kept: new Map(), leftOut: new Map() };
      await this.collectInto(collected, claim, signal);
      await this.tell(claim, collected);
    } catch (error) {
      if (!signal.aborted) this.logger.warn(`job ${claim.jobId}: its artifacts are not kept: ${String(error)}`);
    }
  }

  private async collectInto(collected: Collected, claim: JobClaim, signal: AbortSignal): Promise<void> {
    let known: ReadonlyMap<string, string> | null = null;
    try {
      for await (const entry of looseFiles(this.directories.pathsOf(claim.jobId).artifacts)) {
        if (signal.aborted) return;
        known ??= await untilStored(() => this.artifacts.digests(claim.jobId));
        if (!(await this.take(collected, claim, entry, known))) return;
      }
    } finally {
      // Also what an earlier attempt at the job began, when its server died.
      if (known !== null) await untilStored(() => this.artifacts.dropUnfinished(claim));
    }
  }

  /** false: the job is not this run's any more. */
  private async take(
    { kept, leftOut }: Collected,
    claim: JobClaim,
    entry: LooseFile,
    known: ReadonlyMap<string, string>,
  ): Promise<boolean> {
    const { name } = entry;
    const problem = 'file' in entry ? await this.problemOf(claim, name, entry.file) : entry.problem;
    if (problem !== null) leftOut.set(name, problem);
    if (problem !== null || !('file' in entry)) return true;
    try {
      const facts = await factsOf(entry.file);
      if (known.get(name) === facts.digest) return true;
      const outcome = await this.upload.send(claim, name, entry.file, facts);
      if (outcome === 'saved') kept.set(name, facts.bytes);
      else if (outcome !== 'lost') leftOut.set(name, REASONS[outcome]);
      return outcome !== 'lost';
    } catch (error) {
      leftOut.set(name, reasonOf(error));
      return true;
    }
  }

  private async problemOf({ jobId }: JobClaim, name: string, file: FileHandle): Promise<string | null> {
    if (!isArtifactName(name)) return 'a name with other characters than letters, digits, spaces and _.()+,=-';
    if (this.redactors.redact(jobId, name) !== name) return 'a name that contains a secret';
    // Not read to find out: it may be endless.
    return (await file.stat()).size > MAX_ARTIFACT_BYTES ? REASONS.too_large : null;
  }

  private async tell(claim: JobClaim, { kept, leftOut }: Collected): Promise<void> {
    if (kept.size > 0) await this.journal.note(claim, describeKept(kept));
    const told = this.told.get(claim) ?? new Set();
    this.told.set(claim, told);
    const fresh = new Map([...leftOut].filter(([name, reason]) => !told.has(`${reason}/${name}`)));
    for (const [name, reason] of fresh) told.add(`${reason}/${name}`);
    if (fresh.size > 0) await this.journal.note(claim, describeLeftOut(fresh));
  }
}

/** @throws what is no fault of the file. */
function reasonOf(error: unknown): string {
  if (error instanceof SecretInside) return 'it contains a secret';
  if (error instanceof StoreError) throw error;
  return 'it cannot be read';
}

const REASONS = {
  too_many: `there are more than ${MAX_ARTIFACTS}`,
  too_large: `together they are larger than ${MAX_ARTIFACT_BYTES / 1_048_576} MB`,
} as const;
