import type { Job } from '../../jobs/records/job.js';
import type { BudgetReason } from '../../jobs/records/queue-place.repository.js';
import type { JobRun } from './job-run.js';

const MS_PER_MINUTE = 60_000;
const SMALLEST_USD = 0.000_1;

/** What a job has used before this run. */
export interface Used {
  readonly costUsd: number;
  /** Working time in milliseconds, without waiting in the queue or for a person. */
  readonly durationMs: number;
}

/** What `maxCostUsd` and `maxDurationMinutes` leave to a job while it runs. It measures time itself, and is told of cost. */
export class Budget {
  private spentUsd: number;
  private workedMs: number;
  private since: number | null = performance.now();

  constructor(
    private readonly limits: Limits,
    before: Used,
  ) {
    this.spentUsd = before.costUsd;
    this.workedMs = before.durationMs;
  }

  /** From the totals in the job's row. */
  static of(job: Job): Budget {
    return new Budget(job, { costUsd: job.total_cost_usd ?? 0, durationMs: job.duration_ms ?? 0 });
  }

  /** null: the run said nothing of its cost. */
  spend(costUsd: number | null): void {
    this.spentUsd += costUsd ?? 0;
  }

  /** Time does not count until {@link work}: a person is to answer. */
  rest(): void {
    this.workedMs = this.worked;
    this.since = null;
  }

  work(): void {
    this.since ??= performance.now();
  }

  /** null: no bound. */
  get costLeftUsd(): number | null {
    return this.limits.max_cost_usd === null ? null : this.limits.max_cost_usd - this.spentUsd;
  }

  /** In milliseconds; null: no bound. */
  get timeLeftMs(): number | null {
    const minutes = this.limits.max_duration_minutes;
    return minutes === null ? null : minutes * MS_PER_MINUTE - this.worked;
  }

  get isLeft(): boolean {
    return (this.costLeftUsd ?? 1) > 0 && (this.timeLeftMs ?? 1) > 0;
  }

  /** What bounds one run of Claude; the CLI does not accept a limit of 0. */
  get runLimits(): { readonly maxCostUsd: number | null; readonly maxDurationMs: number | null } {
    const cost = this.costLeftUsd;
    return { maxCostUsd: cost === null ? null : Math.max(cost, SMALLEST_USD), maxDurationMs: this.timeLeftMs };
  }

  private get worked(): number {
    return this.workedMs + (this.since === null ? 0 : performance.now() - this.since);
  }
}

/** Whether a run of Claude ended because its job's budget did. */
export function isOverBudget({ reason }: { readonly reason: string }): boolean {
  return reason === 'cost_limit' || reason === 'time_limit';
}

/** The `reason` of the signal `spent` of a run: the budget of the month is used up. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';

  constructor(readonly reason: BudgetReason) {
    super(`the budget of the month is used up: ${reason}`);
  }
}

/** For the readers of a job that ends because of its budget, or of that of the month. */
export function budgetNote({ spent }: Pick<JobRun, 'spent'>): string {
  const whose = spent.reason instanceof BudgetSpent ? WHOSE[spent.reason.reason] : 'budget of the job';
  return `The ${whose} is used up: it ends here, and what there is by now is kept`;
}

const WHOSE: Readonly<Record<BudgetReason, string>> = {
  client_budget: 'client’s budget for this month',
  key_budget: 'budget for this month of the key that created the job',
};

/** Month's budgets are looked at in steps: from so much of a limit of the job on, that limit is the one that ended it. */
const ALMOST = 0.9;

/** Which of the limits ended a job, in a sentence for its pull request; also long after it, from what the job had used. */
export function budgetSentence(
  { job, spent }: { readonly job: Limits; readonly spent: AbortSignal },
  used: { readonly costUsd: number | null; readonly durationMs: number | null },
): string {
  if (spent.reason instanceof BudgetSpent) return `The ${WHOSE[spent.reason.reason]} was used up.`;
  const cost = shareOf(used.costUsd, job.max_cost_usd);
  const time = shareOf(used.durationMs, job.max_duration_minutes && job.max_duration_minutes * MS_PER_MINUTE);
  if (Math.max(cost, time) < ALMOST) return 'The month’s budget of its client or key was used up.';
  return `The job has used up its ${cost >= time ? 'maxCostUsd' : 'maxDurationMinutes'}.`;
}

type Limits = Pick<Job, 'max_cost_usd' | 'max_duration_minutes'>;

function shareOf(used: number | null, limit: number | null): number {
  return limit === null || limit === 0 ? 0 : (used ?? 0) / limit;
}
