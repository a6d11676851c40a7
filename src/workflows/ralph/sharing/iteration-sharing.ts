import { Injectable, Logger } from '@nestjs/common';
import { ForgeAway } from '../../../git/forge-away.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import { Env } from '../../../platform/config/env.js';
import { SharedWork } from '../../../git/publishing/shared-work.js';
import { WorkCollector, type WorkOrigin } from '../../../git/collecting/work-collector.js';
import type { JobRun } from '../../run/job-run.js';
import { PeerServers } from '../../run/peer-servers.js';
import { RunJournal } from '../../run/run-journal.js';

/**
 * Lets another node continue from the last finished iteration when this one dies: its state is kept at the forge while
 * another node is alive. If the forge refuses it, the loop continues without this safeguard.
 */
@Injectable()
export class IterationSharing {
  private readonly logger = new Logger(IterationSharing.name);

  constructor(
    private readonly env: Env,
    private readonly peers: PeerServers,
    private readonly shared: SharedWork,
    private readonly collector: WorkCollector,
    private readonly journal: RunJournal,
  ) {}

  /** @returns whether something is, or may be, at the forge now. @throws RunStopped when the job is not this run's any more. */
  async share({ claim, signal }: JobRun, origin: WorkOrigin): Promise<boolean> {
    if (!this.env.SHARE_ITERATIONS || !(await this.peers.areAlive().catch(() => false))) return false;
    await this.tolerantly(origin, 'is not shared', async () => {
      // What must not be published must not be shared either.
      const work = await this.collector.restore(origin, signal);
      if (!work) return;
      // Also asks whether the job is still ours.
      await this.journal.save(claim, { shared_at: new Date().toISOString() });
      await this.shared.share(work, signal);
    });
    return true;
  }

  /**
   * Brings the state `headSha` into this node's clone, if it is missing here and was shared.
   * @throws ForgeAway when that cannot be found out now: without it, the iterations would be made and paid again.
   */
  async bring({ signal }: JobRun, origin: WorkOrigin, headSha: string): Promise<void> {
    if (await this.collector.has(origin, headSha, signal)) return;
    const fetch = (): Promise<unknown> => this.shared.fetch(origin, signal);
    await this.tolerantly(origin, 'cannot be fetched', fetch, (error) => error instanceof ForgeAway);
  }

  /** After the work was published. The cleaner retries what fails here. */
  async withdraw({ claim, signal }: JobRun, origin: WorkOrigin): Promise<void> {
    await this.tolerantly(origin, 'stays shared', async () => {
      await this.shared.withdraw(origin, signal);
      await this.journal.save(claim, { shared_at: null });
    });
  }

  private async tolerantly(
    { jobId }: WorkOrigin,
    what: string,
    task: () => Promise<unknown>,
    isGrave: (error: JobFailure) => boolean = () => false,
  ): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof JobFailure) || isGrave(error)) throw error;
      this.logger.warn(`job ${jobId}: the state of its iterations ${what}: ${error.message}`);
    }
  }
}
