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
  private readonly credential: string;
  private readonly forge: string;

  constructor(
    private readonly places: QueuePlaceRepository,
    model: ModelEnvironment,
    env: Env,
  ) {
    this.credential = credentialIdOf(model);
    this.forge = forgeIdOf(env);
  }

  /** The next jobs in queue order, at most 1,000. @param after null: from the head of the queue. */
  async page(limit: number, after: QueuePoint | null): Promise<(QueuePlace & QueuePoint)[]> {
    const [places, reasonOf] = await Promise.all([this.places.page(limit, after), this.reasons()]);
    return places.map((place) => ({ ...place, waitReason: reasonOf(place) }));
  }

  /** See {@link QueuePlaceRepository.budgetWaits}. */
  budgetWaits(ids: readonly string[]): Promise<Map<string, BudgetWait>> {
    return this.places.budgetWaits(ids);
  }

  /** How many jobs wait for each reason; null: they are about to start. Reads the whole queue. */
  async countByReason(): Promise<Map<string | null, number>> {
    const [counts, reasonOf] = await Promise.all([this.places.countByReason(), this.reasons()]);
    const told = new Map<string | null, number>();
    for (const count of counts) {
      const reason = reasonOf(count);
      told.set(reason, (told.get(reason) ?? 0) + count.jobs);
    }
    return told;
  }

  /** By id. Only queued jobs have a place; others are missing from the answer. */
  async ofJobs(ids: readonly string[]): Promise<Map<string, QueuePlace>> {
    if (ids.length === 0) return new Map();
    const [places, reasonOf] = await Promise.all([this.places.ofJobs(ids), this.reasons()]);
    return new Map([...places].map(([id, place]) => [id, { ...place, waitReason: reasonOf(place) }]));
  }

  /**
   * What holds back all nodes with a credential or a forge comes before what else the nodes lack, and after the job's own reasons. A
   * credential holds back only jobs that need the model.
   */
  private async reasons(): Promise<(place: Pick<QueuePlace, 'waitReason' | 'asksModel'>) => string | null> {
    const pauses = await this.places.pauses();
    const heldBy = (...resources: string[]): string | null =>
      pauses.findLast(({ resource }) => resources.includes(resource))?.reason ?? null;
    const [held, heldAnyway] = [heldBy(this.credential, this.forge), heldBy(this.forge)];
    return ({ waitReason: own, asksModel }) =>
      own === null || NODES_LACK.has(own) ? ((asksModel ? held : heldAnyway) ?? own) : own;
  }
}
