import { Injectable, Logger } from '@nestjs/common';
import { JobFailure } from '../common/job-failure.js';
import { Env } from '../config/env.js';
import { SharedWork } from '../git/shared-work.js';
import { WorkCollector, type WorkOrigin } from '../git/work-collector.js';
import { NodesService } from '../nodes/nodes.service.js';
import type { JobRun } from '../runs/job-run.js';
import { RunJournal } from '../runs/run-journal.js';

/**
 * Lets another node go on from the last finished iteration when this one dies: its state is kept at the forge while
 * another node is alive. A forge that does not take it costs the loop nothing but that.
 */
@Injectable()
export class IterationSharing {
  private readonly logger = new Logger(IterationSharing.name);

  constructor(
    private readonly env: Env,
    private readonly nodes: NodesService,
    private readonly shared: SharedWork,
    private readonly collector: WorkCollector,
    private readonly journal: RunJournal,
  ) {}

  /** @returns whether something is, or may be, at the forge now. @throws RunStopped when the job is not this run's any more. */
  async share({ claim, signal }: JobRun, origin: WorkOrigin): Promise<boolean> {
    if (!this.env.SHARE_ITERATIONS || !(await this.nodes.hasLivingPeers().catch(() => false))) return false;
    await this.tolerantly(origin, 'is not shared', async () => {
      // Whatever must not be published must not be shared either.
      const work = await this.collector.restore(origin, signal);
      if (!work) return;
      // Also asks whether the job is still ours.
      await this.journal.save(claim, { shared_at: new Date().toISOString() });
      await this.shared.share(work, signal);
    });
    return true;
  }

  /** Brings the state `headSha` into this node's clone, if it is missing here and was shared. */
  async bring({ signal }: JobRun, origin: WorkOrigin, headSha: string): Promise<void> {
    if (await this.collector.has(origin, headSha, signal)) return;
    await this.tolerantly(origin, 'cannot be fetched', () => this.shared.fetch(origin, signal));
  }

  /** After the work was published. What resists is the cleaner's business. */
  async withdraw({ claim, signal }: JobRun, origin: WorkOrigin): Promise<void> {
    await this.tolerantly(origin, 'stays shared', async () => {
      await this.shared.withdraw(origin, signal);
      await this.journal.save(claim, { shared_at: null });
    });
  }

  private async tolerantly({ jobId }: WorkOrigin, what: string, task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof JobFailure)) throw error;
      this.logger.warn(`job ${jobId}: the state of its iterations ${what}: ${error.message}`);
    }
  }
}
