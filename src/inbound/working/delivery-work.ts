import { Injectable, Logger } from '@nestjs/common';
import { ForgeAway } from '../../git/forge-away.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { type ClaimedDelivery, GithubDeliveryRepository } from '../receiving/github-delivery.repository.js';
import { NewsDesk } from './news-desk.js';
import { NotYet } from './not-yet.js';

/** Less than the lease, in milliseconds. */
const TIMEOUT_MS = 120_000;
/** With the pauses between them that is about half a day. */
const MAX_ATTEMPTS = 16;
const FIRST_PAUSE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 3_600;

/** One attempt to work on a delivery, and the note of what came of it. */
@Injectable()
export class DeliveryWork {
  private readonly logger = new Logger(DeliveryWork.name);

  constructor(
    private readonly deliveries: GithubDeliveryRepository,
    private readonly desk: NewsDesk,
    private readonly shutdown: Shutdown,
  ) {}

  /** Never rejects: what cannot be noted is worked on again when the lease has expired. */
  async run(delivery: ClaimedDelivery): Promise<void> {
    try {
      await this.deliveries.finish(delivery, await this.attempt(delivery));
    } catch (error) {
      this.logger.warn(`delivery ${delivery.id} of GitHub: it cannot be noted that it is done: ${String(error)}`);
    }
  }

  /** When it is due again, in seconds; null: it is done. */
  private async attempt(delivery: ClaimedDelivery): Promise<number | null> {
    const { id, attempts } = delivery;
    const signal = AbortSignal.any([this.shutdown.begun, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      await this.desk.take(delivery, signal);
      return null;
    } catch (error) {
      if (this.shutdown.begun.aborted) return 0;
      const pause = pauseAfter(error, attempts);
      const next = pause === null ? 'it is given up' : `again in ${Math.round(pause)} s`;
      this.logger.warn(`delivery ${id} of GitHub: ${error instanceof Error ? error.message : String(error)} (${next})`);
      return pause;
    }
  }
}

/** What GitHub refuses, it refuses again; everything else may pass. null: it was tried often enough. */
function pauseAfter(error: unknown, attempts: number): number | null {
  if (attempts >= MAX_ATTEMPTS) return null;
  if (error instanceof NotYet) return error.seconds;
  if (error instanceof JobFailure && !(error instanceof ForgeAway)) return null;
  return Math.min(FIRST_PAUSE_SECONDS * 2 ** (attempts - 1), LONGEST_PAUSE_SECONDS);
}
