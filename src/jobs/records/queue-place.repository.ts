import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { JobRow } from './job.js';

export interface QueuePlace {
  readonly id: string;
  /** 1-based, in the order in which the jobs will start. */
  readonly position: number;
  /** Why it waits, see `wait_reasons` in supabase/schemas/queue.sql; null: it is about to start. */
  readonly waitReason: string | null;
  /** Whether it needs the model. */
  readonly asksModel: boolean;
}

/** How many jobs wait for the same. */
export interface WaitCount extends Pick<QueuePlace, 'waitReason' | 'asksModel'> {
  readonly jobs: number;
}

/** A place, and the key that created the job. */
export interface KeyedPlace extends QueuePlace {
  readonly createdByKey: string | null;
}

/** The same of the jobs of one key. */
export interface KeyedCount extends WaitCount, Pick<KeyedPlace, 'createdByKey'> {}

/** The `wait_reason` of jobs that the budget of a month holds back. */
export const BUDGET_REASONS = ['client_budget', 'key_budget'] as const;
export type BudgetReason = (typeof BUDGET_REASONS)[number];

/** Why a job waits that the budget of a month holds back. */
export interface BudgetWait {
  readonly id: string;
  readonly reason: string;
  /** The same for people, and until when. */
  readonly sentence: string;
}

/** A point in the queue: what its order compares. Times are as the store gives them, in microseconds. */
export type QueuePoint = Pick<JobRow, 'priority' | 'created_at' | 'id'>;

/** Where queued jobs stand. */
@Injectable()
export class QueuePlaceRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** The next jobs in queue order, at most 1,000. @param after null: from the head of the queue. */
  async page(limit: number, after: QueuePoint | null): Promise<(QueuePlace & QueuePoint)[]> {
    const start = after && { p_priority: after.priority, p_created_at: after.created_at, p_id: after.id };
    const rows = unwrap(await this.db.rpc('queue_page', { p_limit: limit, ...start }));
    return rows.map((row) => ({ ...toPlace(row), priority: row.priority, created_at: row.created_at }));
  }

  /** Only queued jobs have a place; others are missing from the answer. */
  async ofJobs(ids: readonly string[]): Promise<Map<string, QueuePlace>> {
    if (ids.length === 0) return new Map();
    const rows = unwrap(await this.db.rpc('queue_places', { p_ids: [...ids] }));
    return new Map(rows.map((row) => [row.id, toPlace(row)]));
  }

  /** The same among the queued jobs of these clients alone. */
  async pageOfClients(
    clientIds: readonly string[],
    limit: number,
    after: QueuePoint | null,
  ): Promise<(KeyedPlace & QueuePoint)[]> {
    const start = after && { p_priority: after.priority, p_created_at: after.created_at, p_id: after.id };
    const args = { p_clients: [...clientIds], p_limit: limit, ...start };
    const rows = unwrap(await this.db.rpc('queue_page_of_clients', args));
    return rows.map(({ priority, created_at, ...row }) => ({ ...toKeyedPlace(row), priority, created_at }));
  }

  /** Of one job, among those of these clients; null: among all. null: it is not queued. */
  async positionOf(id: string, clientIds: readonly string[] | null): Promise<number | null> {
    const places = clientIds === null ? [...(await this.ofJobs([id])).values()] : await this.ofClients(clientIds, [id]);
    return places[0]?.position ?? null;
  }

  /** The same among the queued jobs of these clients alone. */
  async ofClients(clientIds: readonly string[], ids: readonly string[]): Promise<KeyedPlace[]> {
    if (ids.length === 0) return [];
    const args = { p_clients: [...clientIds], p_ids: [...ids] };
    return unwrap(await this.db.rpc('queue_places_of_clients', args)).map(toKeyedPlace);
  }

  /** How many jobs of these clients wait for each reason. Reads all that they have queued. */
  async countOfClients(clientIds: readonly string[]): Promise<KeyedCount[]> {
    const rows = unwrap(await this.db.rpc('count_waiting_of_clients', { p_clients: [...clientIds] }));
    return rows.map(({ created_by_key, ...row }) => ({ ...toCount(row), createdByKey: created_by_key }));
  }

  /** Only queued jobs, and parked conversations that would resume, wait; those that may spend are missing from the answer. */
  async budgetWaits(ids: readonly string[]): Promise<Map<string, BudgetWait>> {
    if (ids.length === 0) return new Map();
    const rows = unwrap(await this.db.rpc('budget_waits', { p_ids: [...ids] }));
    return new Map(rows.map(({ id, wait_reason, sentence }) => [id, { id, reason: wait_reason, sentence }]));
  }

  /** How many jobs wait for each reason, of those that need the model and of others. Reads the whole queue. */
  async countByReason(): Promise<WaitCount[]> {
    const rows = unwrap(await this.db.rpc('count_waiting'));
    return rows.map(toCount);
  }

  /** Which resources, credentials and forges, keep all nodes that need them from starting jobs, and why; in order of their end. */
  async pauses(): Promise<readonly { readonly resource: string; readonly reason: string }[]> {
    return unwrap(await this.db.rpc('list_pauses'));
  }
}

interface PlaceRow {
  readonly id: string;
  readonly place: number;
  readonly wait_reason: string | null;
  readonly asks_model: boolean;
}

function toKeyedPlace(row: PlaceRow & { readonly created_by_key: string | null }): KeyedPlace {
  return { ...toPlace(row), createdByKey: row.created_by_key };
}

function toPlace({ id, place, wait_reason, asks_model }: PlaceRow): QueuePlace {
  return { id, position: place, waitReason: wait_reason, asksModel: asks_model };
}

function toCount(row: Pick<PlaceRow, 'wait_reason' | 'asks_model'> & { readonly jobs: number }): WaitCount {
  return { waitReason: row.wait_reason, asksModel: row.asks_model, jobs: row.jobs };
}
