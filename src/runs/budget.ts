import type { Job } from '../jobs/job.js';

const MS_PER_MINUTE = 60_000;

/** What a job has used before this run. */
export interface Used {
  readonly costUsd: number;
  /** Working time in milliseconds, without waiting in the queue or for a person. */
  readonly durationMs: number;
}

/** What `maxCostUsd` and `maxDurationMinutes` leave to a job while it runs. Time goes on by itself, cost is told. */
export class Budget {
  private spentUsd: number;
  private readonly startedAt = performance.now();

  constructor(
    private readonly limits: Pick<Job, 'max_cost_usd' | 'max_duration_minutes'>,
    private readonly before: Used,
  ) {
    this.spentUsd = before.costUsd;
  }

  /** From the sums in its row. */
  static of(job: Job): Budget {
    return new Budget(job, { costUsd: job.total_cost_usd ?? 0, durationMs: job.duration_ms ?? 0 });
  }

  /** null: the run said nothing of its cost. */
  spend(costUsd: number | null): void {
    this.spentUsd += costUsd ?? 0;
  }

  /** null: no bound. */
  get costLeftUsd(): number | null {
    return this.limits.max_cost_usd === null ? null : this.limits.max_cost_usd - this.spentUsd;
  }

  /** In milliseconds; null: no bound. */
  get timeLeftMs(): number | null {
    const minutes = this.limits.max_duration_minutes;
    if (minutes === null) return null;
    return minutes * MS_PER_MINUTE - this.before.durationMs - (performance.now() - this.startedAt);
  }

  get isLeft(): boolean {
    return (this.costLeftUsd ?? 1) > 0 && (this.timeLeftMs ?? 1) > 0;
  }

  /** What bounds one run of Claude. */
  get runLimits(): { readonly maxCostUsd: number | null; readonly maxDurationMs: number | null } {
    return { maxCostUsd: this.costLeftUsd, maxDurationMs: this.timeLeftMs };
  }
}

/** Whether a run of Claude ended because its job's budget did. */
export function isOverBudget({ reason }: { readonly reason: string }): boolean {
  return reason === 'cost_limit' || reason === 'time_limit';
}
