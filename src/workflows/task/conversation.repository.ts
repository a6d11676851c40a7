import { Inject, Injectable } from '@nestjs/common';
import { JobEventBus } from '../../platform/events/job-event-bus.js';
import type { JobClaim } from '../../platform/events/job-events.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';

/** A person's message; its id is the uuid by which Claude acknowledges it. */
export interface PersonMessage {
  readonly id: string;
  readonly text: string;
}

/** Whether a caller's message or request to complete was accepted, or why not. */
export type AddressOutcome = 'stored' | 'completing' | 'completed' | 'not_found' | 'not_a_task' | 'not_running';

/** What the store keeps of conversations beside their rows. Every call is one atomic statement. */
@Injectable()
export class ConversationRepository {
  constructor(
    @Inject(SUPABASE) private readonly db: Supabase,
    private readonly bus: JobEventBus,
  ) {}

  /** Stores a message once: a repeated call with the same id changes nothing. Wakes a parked conversation. */
  async send(jobId: string, { id, text }: PersonMessage): Promise<AddressOutcome> {
    const args = { p_job_id: jobId, p_message_id: id, p_content: text };
    return unwrap(await this.db.rpc('send_job_message', args)) as AddressOutcome;
  }

  /** `completed`: it was set aside with nothing left to answer, and has ended without starting Claude. */
  async complete(jobId: string): Promise<AddressOutcome> {
    return unwrap(await this.db.rpc('complete_conversation', { p_job_id: jobId })) as AddressOutcome;
  }

  /** Messages that have no answer yet, in order, the first 1,000. */
  async undelivered(jobId: string): Promise<PersonMessage[]> {
    const rows = unwrap(
      await this.db
        .from('agent_job_messages')
        .select('id, content')
        .eq('job_id', jobId)
        .eq('type', 'user_input')
        .is('delivered_at', null)
        .order('seq'),
    );
    return rows.map(({ id, content }) => ({ id, text: content }));
  }

  async isCompleteRequested(jobId: string): Promise<boolean> {
    const row = unwrap(await this.db.from('agent_jobs').select('complete_requested_at').eq('id', jobId).maybeSingle());
    return row?.complete_requested_at != null;
  }

  /** @returns false when the claim is lost. */
  async markDelivered({ jobId, leaseToken }: JobClaim, messageId: string): Promise<boolean> {
    const args = { p_job_id: jobId, p_lease_token: leaseToken, p_message_id: messageId };
    return unwrap(await this.db.rpc('mark_message_delivered', args));
  }

  /**
   * Sets the conversation aside; it is woken at once when something came meanwhile, or an answer is owed.
   * @returns false when the claim is lost.
   */
  async park({ jobId, leaseToken }: JobClaim, answerOwed: boolean): Promise<boolean> {
    const args = { p_job_id: jobId, p_lease_token: leaseToken, p_wake: answerOwed };
    const parked = unwrap(await this.db.rpc('park_job', args));
    // A message may have come meanwhile, which wakes it at once.
    if (parked) this.bus.emit('job.changed', { jobId });
    if (parked) this.bus.emit('job.queued', { jobId });
    return parked;
  }
}
