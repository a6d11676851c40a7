import type { SaidOutput } from '../../../claude/output/stream-json.js';
import type { JobClaim } from '../../../platform/events/job-events.js';
import type { OutputWish, RunOutputs } from '../../run/output/run-outputs.js';
import type { RunJournal } from '../../run/run-journal.js';

/** The answers of a conversation as data: the last one that fits counts, whatever is said after it. */
export class ConversationOutput {
  /** @param wish null: none is wanted. */
  constructor(
    private readonly claim: JobClaim,
    private readonly wish: OutputWish | null,
    private readonly outputs: RunOutputs,
    private readonly journal: RunJournal,
  ) {}

  /** @throws RunStopped */
  async keep(said: SaidOutput): Promise<void> {
    if (this.wish === null) return;
    const judged = await this.outputs.judge(this.claim.jobId, this.wish, said);
    if (typeof judged === 'string') await this.journal.note(this.claim, judged);
    else await this.journal.save(this.claim, judged);
  }
}
