import { Injectable, Logger } from '@nestjs/common';
import { JobRedactors } from '../../platform/redaction/job-redactors.js';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { JobClaim } from '../../platform/events/job-events.js';
import type { JobPhase } from '../../jobs/records/job-status.js';
import { LatestWrite } from './usage/latest-write.js';
import { untilStored } from './until-stored.js';
import {
  type RecordedPullRequest,
  type RunResults,
  RunStateRepository,
  type RunUsage,
} from './run-state.repository.js';
import { assertHeld } from './run-stopped.js';
import { tellOfRun } from '../../platform/telemetry/runs.js';

/**
 * How a run tells the world where it stands: notes for people, phase and results for the job's row. A store that is away
 * for some minutes makes it wait, not fail.
 */
@Injectable()
export class RunJournal {
  private readonly logger = new Logger(RunJournal.name);

  constructor(
    private readonly state: RunStateRepository,
    private readonly bus: JobEventBus,
    private readonly redactors: JobRedactors,
  ) {}

  /** A system message among Claude's lines; `iterationNumber` as theirs. */
  async note(claim: JobClaim, content: string, iterationNumber: number | null = null): Promise<void> {
    await this.bus.emitAndWait('job.message', { claim, type: 'system', content, iterationNumber });
  }

  async noteAll(claim: JobClaim, notes: readonly string[]): Promise<void> {
    for (const content of notes) await this.note(claim, content);
  }

  /** @throws RunStopped when the job is not this claim's any more. */
  async assertHeld(claim: JobClaim): Promise<void> {
    assertHeld(await untilStored(() => this.state.update(claim, {})));
  }

  /** @throws RunStopped when the job is not this claim's any more; nothing was written then. */
  async enter(claim: JobClaim, phase: JobPhase, results: RunResults = {}): Promise<void> {
    const clean = this.redacted(claim, results);
    assertHeld(await untilStored(() => this.state.update(claim, { ...clean, phase })));
    this.logger.log(`job ${claim.jobId}: ${phase}`);
    tellOfRun({ what: 'entered', jobId: claim.jobId, phase });
  }

  /** @throws RunStopped when the job is not this claim's any more; nothing was written then. */
  async save(claim: JobClaim, results: RunResults): Promise<void> {
    const clean = this.redacted(claim, results);
    assertHeld(await untilStored(() => this.state.update(claim, clean)));
  }

  /** What Claude uses is written as it becomes known, and last of all when it has ended; see `LatestWrite`. */
  usageOf(claim: JobClaim): LatestWrite<RunUsage> {
    return new LatestWrite((usage) => this.state.recordUsage(claim, usage));
  }

  async recordPullRequest(claim: JobClaim, pullRequest: RecordedPullRequest): Promise<void> {
    assertHeld(await untilStored(() => this.state.recordPullRequest(claim, pullRequest)));
  }

  /** Claude's closing words are as free as any of its lines. */
  private redacted({ jobId }: JobClaim, results: RunResults): RunResults {
    const summary = results.result_summary;
    return summary ? { ...results, result_summary: this.redactors.redact(jobId, summary) } : results;
  }
}
