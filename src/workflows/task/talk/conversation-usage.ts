import type { TurnsSoFar } from '../../../claude/conversations/claude-conversation.js';
import type { UsedByNow } from '../../../claude/output/usage.js';
import type { Job } from '../../../jobs/records/job.js';
import type { RunUsage } from '../../run/run-state.repository.js';
import { assertHeld } from '../../run/run-stopped.js';
import { addUsage, sumsOf } from '../../run/usage/add-usage.js';
import type { LatestWrite } from '../../run/usage/latest-write.js';
import { TurnRows } from '../../run/usage/ledger-rows.js';

/** What one process of a conversation uses, on the job's row and in the ledger. */
export class ConversationUsage {
  private readonly rows: TurnRows;

  /** @param before the job as it was claimed: what the process uses comes on top of that. */
  constructor(
    private readonly before: Job,
    sessionId: string,
    private readonly writes: LatestWrite<RunUsage>,
  ) {
    this.rows = new TurnRows(sessionId);
  }

  /** Writes in passing; never waits. */
  note(used: UsedByNow): void {
    this.writes.note({ totals: sumsOf(this.before, used), rows: this.rows.of(used.stretches, null) });
  }

  /** Resolves when it is stored. @throws RunStopped when the job is not this run's any more. */
  async settle(soFar: TurnsSoFar): Promise<void> {
    assertHeld(await this.writes.settle(this.of(soFar)));
    this.rows.settle(soFar.stretches);
  }

  /** The last word, also of a job that is another run's by now. */
  async finish(end: TurnsSoFar): Promise<void> {
    await this.writes.finish(this.of(end));
  }

  private of(soFar: TurnsSoFar): RunUsage {
    const duration_ms = addUsage(this.before.duration_ms, soFar.durationMs);
    return {
      totals: { ...sumsOf(this.before, soFar), duration_ms },
      rows: this.rows.of(soFar.stretches, soFar.durationMs),
    };
  }
}
