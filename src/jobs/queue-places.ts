import { Injectable } from '@nestjs/common';
import { credentialIdOf } from '../config/model-credential.js';
import { ModelEnvironment } from '../config/model-environment.js';
import { type QueuePlace, QueuePlaceRepository } from './queue-place.repository.js';

/** Reasons that are the nodes', not the job's. */
const NODES_LACK: ReadonlySet<string> = new Set(['no_node', 'draining', 'no_free_slot']);

/** Where queued jobs stand and why they wait, in the same words wherever that is told. */
@Injectable()
export class QueuePlaces {
  private readonly credential: string;

  constructor(
    private readonly places: QueuePlaceRepository,
    model: ModelEnvironment,
  ) {
    this.credential = credentialIdOf(model);
  }

  /** In queue order, the first 1,000 of them. */
  async list(): Promise<QueuePlace[]> {
    const [places, held] = await Promise.all([this.places.list(), this.places.pauseOf(this.credential)]);
    return places.map((place) => ({ ...place, waitReason: waitReasonOf(place.waitReason, held) }));
  }

  /** By id. Only queued jobs have a place; others are missing from the answer. */
  async ofJobs(ids: readonly string[]): Promise<Map<string, QueuePlace>> {
    if (ids.length === 0) return new Map();
    const [places, held] = await Promise.all([this.places.ofJobs(ids), this.places.pauseOf(this.credential)]);
    return new Map(
      [...places].map(([id, place]) => [id, { ...place, waitReason: waitReasonOf(place.waitReason, held) }]),
    );
  }
}

/** What holds back all nodes with a credential comes before what else the nodes lack, and after the job's own reasons. */
function waitReasonOf(own: string | null, held: string | null): string | null {
  return own === null || NODES_LACK.has(own) ? (held ?? own) : own;
}
