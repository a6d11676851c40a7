import { Injectable } from '@nestjs/common';
import type { Reach } from '../../http/reach/reach.js';
import { Env } from '../../platform/config/env.js';
import { forgeIdOf } from '../../platform/config/forge-identity.js';
import { credentialIdOf } from '../../platform/config/model-credential.js';
import { ModelEnvironment } from '../../platform/config/model-environment.js';
import type { Job } from './job.js';
import {
  type BudgetWait,
  type KeyedCount,
  type KeyedPlace,
  type QueuePlace,
  QueuePlaceRepository,
  type QueuePoint,
} from './queue-place.repository.js';

/** Reasons that concern the nodes, not the job. */
const NODES_LACK: ReadonlySet<string> = new Set(['no_node', 'draining', 'no_free_slot']);
/** What callers that are bound to clients are told instead of those, and of what others have caused. */
const WAITING = 'waiting';

/** Where queued jobs stand and why they wait, worded the same everywhere. Who reaches some clients hears of their jobs alone. */
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
  async page(limit: number, after: QueuePoint | null, reach: Reach | null): Promise<(QueuePlace & QueuePoint)[]> {
    const hold = this.hold();
    if (reach === null) return worded(await this.places.page(limit, after), await hold);
    return told(await this.places.pageOfClients(reach.clientIds, limit, after), await hold, reach);
  }

  /** By id. Only queued jobs have a place; others are missing from the answer. */
  async ofJobs(ids: readonly string[], reach: Reach | null): Promise<Map<string, QueuePlace>> {
    if (ids.length === 0) return new Map();
    const hold = this.hold();
    const places =
      reach === null
        ? worded([...(await this.places.ofJobs(ids)).values()], await hold)
        : told(await this.places.ofClients(reach.clientIds, ids), await hold, reach);
    return new Map(places.map((place) => [place.id, place]));
  }

  /** See {@link QueuePlaceRepository.budgetWaits}; the budget of a key that is not the caller's own is another's affair. */
  async budgetWaits(
    jobs: readonly Pick<Job, 'id' | 'created_by_key'>[],
    reach: Reach | null,
  ): Promise<Map<string, BudgetWait>> {
    const waits = await this.places.budgetWaits(jobs.map(({ id }) => id));
    if (reach === null) return waits;
    for (const { id, created_by_key: key } of jobs) {
      if (waits.get(id)?.reason === 'key_budget' && key !== reach.keyName) waits.delete(id);
    }
    return waits;
  }

  /** How many jobs wait for each reason; null: they are about to start. Reads the whole queue, or that of the clients. */
  async countByReason(reach: Reach | null): Promise<Map<string | null, number>> {
    const hold = this.hold();
    const counts =
      reach === null
        ? worded(await this.places.countByReason(), await hold)
        : told(await this.places.countOfClients(reach.clientIds), await hold, reach);
    const sums = new Map<string | null, number>();
    for (const { waitReason, jobs } of counts) sums.set(waitReason, (sums.get(waitReason) ?? 0) + jobs);
    return sums;
  }

  private async hold(): Promise<Hold> {
    const pauses = await this.places.pauses();
    const heldBy = (...resources: string[]): string | null =>
      pauses.findLast(({ resource }) => resources.includes(resource))?.reason ?? null;
    const [ofAskers, ofOthers] = [heldBy(this.credential, this.forge), heldBy(this.forge)];
    return ({ asksModel }) => (asksModel ? ofAskers : ofOthers);
  }
}

type Waiting = Pick<QueuePlace, 'waitReason' | 'asksModel'>;

/** Why no node starts a job now; null: they do. A credential holds back only jobs that need the model. */
type Hold = (place: Waiting) => string | null;

/** What holds back all nodes with a credential or a forge comes before what else the nodes lack, and after the job's own reasons. */
function worded<Place extends Waiting>(places: readonly Place[], hold: Hold): Place[] {
  return places.map((place) => ({
    ...place,
    waitReason: concernsNodes(place.waitReason) ? (hold(place) ?? place.waitReason) : place.waitReason,
  }));
}

/** Of what concerns the nodes only that it does: whether others' work keeps them busy is not for who reaches some clients. */
function told<Place extends KeyedPlace | KeyedCount>(
  places: readonly Place[],
  hold: Hold,
  { keyName }: Reach,
): Omit<Place, 'createdByKey'>[] {
  return places.map(({ createdByKey, ...place }) => {
    const { waitReason } = place;
    const isOfOthers = waitReason === 'key_budget' && createdByKey !== keyName;
    const isFree = waitReason === null && hold(place) === null;
    return { ...place, waitReason: isOfOthers || (concernsNodes(waitReason) && !isFree) ? WAITING : waitReason };
  });
}

function concernsNodes(reason: string | null): boolean {
  return reason === null || NODES_LACK.has(reason);
}
