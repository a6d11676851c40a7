import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { forgeIdOf } from '../../platform/config/forge-identity.js';
import { credentialIdOf } from '../../platform/config/model-credential.js';
import { ModelEnvironment } from '../../platform/config/model-environment.js';
import { type BudgetWait, type QueuePlace, QueuePlaceRepository, type QueuePoint } from './queue-place.repository.js';

/** Reasons that concern the nodes, not the job. */
const NODES_LACK: ReadonlySet<string> = new Set(['no_node', 'draining', 'no_free_slot']);

/** Where queued jobs stand and why they wait, worded the same everywhere. */
@Injectable()
export class QueuePlaces {
  private readonly resources: readonly string[];

  constructor(
    private readonly places: QueuePlaceRepository,
    model: ModelEnvironment,
    env: Env,
  ) {
    this.resources = [credentialIdOf(model), forgeIdOf(env)];
  }

  /** The next jobs in queue order, at most 1,000. @param after null: from the head of the queue. */
  async page(limit: number, after: QueuePoint | null): Promise<(QueuePlace & QueuePoint)[]> {
    const [places, held] = await Promise.all([this.places.page(limit, after), this.places.pauseOf(this.resources)]);
    return places.map((place) => ({ ...place, waitReason: waitReasonOf(place.waitReason, held) }));
  }

  /** See {@link QueuePlaceRepository.budgetWaits}. */
  budgetWaits(ids: readonly string[]): Promise<Map<string, BudgetWait>> {
    return this.places.budgetWaits(ids);
  }

  /** How many jobs wait for each reason; null: they are about to start. Reads the whole queue. */
  async countByReason(): Promise<Map<string | null, number>> {
    const [counts, held] = await Promise.all([this.places.countByReason(), this.places.pauseOf(this.resources)]);
    const told = new Map<string | null, number>();
    for (const [own, jobs] of counts) {
      const reason = waitReasonOf(own, held);
      told.set(reason, (told.get(reason) ?? 0) + jobs);
    }
    return told;
  }

  /** By id. Only queued jobs have a place; others are missing from the answer. */
  async ofJobs(ids: readonly string[]): Promise<Map<string, QueuePlace>> {
    if (ids.length === 0) return new Map();
    const [places, held] = await Promise.all([this.places.ofJobs(ids), this.places.pauseOf(this.resources)]);
    return new Map(
      [...places].map(([id, place]) => [id, { ...place, waitReason: waitReasonOf(place.waitReason, held) }]),
    );
  }
}

/** What holds back all nodes with a credential or a forge comes before what else the nodes lack, and after the job's own reasons. */
function waitReasonOf(own: string | null, held: string | null): string | null {
  return own === null || NODES_LACK.has(own) ? (held ?? own) : own;
}
