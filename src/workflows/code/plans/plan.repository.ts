import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../../../platform/events/job-event-bus.js';
import type { JobClaim } from '../../../platform/events/job-events.js';
import { SUPABASE, type Supabase } from '../../../platform/store/supabase.token.js';
import { unwrap } from '../../../platform/store/unwrap.js';

/** What a person says of a plan. */
export interface PlanAnswer {
  readonly approved: boolean;
  /** null: nothing. */
  readonly message: string | null;
}

/** Whether an answer was taken, or why not. */
export type AnswerOutcome = 'answered' | 'not_found' | 'not_awaiting';

/** Plans and what is said of them. Every call is one atomic statement. */
@Injectable()
export class PlanRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  /** Sets the job aside until somebody answers. @returns false when the claim is lost. */
  async set({ jobId, leaseToken }: JobClaim, plan: string): Promise<boolean> {
    const args = { p_job_id: jobId, p_lease_token: leaseToken, p_plan: plan };
    const held = unwrap(await this.db.rpc('set_plan', args));
    if (held) this.bus.emit('job.changed', { jobId });
    return held;
  }

  /** The job returns to the queue; a plan that is approved twice is approved. */
  async answer(jobId: string, { approved, message }: PlanAnswer): Promise<AnswerOutcome> {
    // For the types, null is not an argument; the function takes it.
    const args = { p_job_id: jobId, p_approved: approved, p_message: message as string };
    return unwrap(await this.db.rpc('answer_plan', args)) as AnswerOutcome;
  }
}
