import type { Database, Json } from '../../platform/store/database.types.js';

export type DeliveryRow = Database['public']['Tables']['agent_webhook_deliveries']['Row'];

export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** A delivery as callers see it. */
export interface Delivery {
  readonly id: string;
  /** The header `webhook-id`. */
  readonly event_id: string;
  readonly event_type: string;
  /** What the event is about: one of the two. */
  readonly job_id: string | null;
  readonly client_id: string | null;
  /** `failed`: no attempt is left. */
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** null: none is due, or an earlier delivery for the same job or client comes first. */
  readonly next_attempt_at: string | null;
  /** Of the last attempt; null: it has not ended, or nobody answered. */
  readonly response_status: number | null;
  readonly error: string | null;
  readonly duration_ms: number | null;
  readonly last_attempt_at: string | null;
  readonly created_at: string;
  /** When it was delivered or given up; null: it is pending. */
  readonly ended_at: string | null;
}

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    event_id: row.event_id,
    event_type: row.event_type,
    job_id: row.job_id,
    client_id: row.client_id,
    status: row.status as DeliveryStatus,
    attempts: row.attempts,
    next_attempt_at: row.due_at,
    response_status: row.response_status,
    error: row.error,
    duration_ms: row.duration_ms,
    last_attempt_at: row.last_attempt_at,
    created_at: row.created_at,
    ended_at: row.ended_at,
  };
}

/** A delivery that this node is to attempt now. */
export interface ClaimedDelivery {
  readonly id: string;
  /** The fence: a later claim has a higher one. */
  readonly leaseToken: number;
  /** This one included. */
  readonly attempts: number;
  readonly webhookId: string;
  readonly url: string;
  readonly secrets: readonly string[];
  /** The client that the endpoint is for; null: all. */
  readonly onlyClient: string | null;
  readonly event: JobEvent | BudgetEvent;
}

/** A change of a job that is told of. */
export interface JobEvent {
  readonly id: string;
  readonly type: string;
  /** ISO 8601. */
  readonly at: string;
  /** The row as the change left it. */
  readonly job: Json;
  /** What `iteration_summaries` says of the iteration that was completed; null: the event is about none. */
  readonly iteration: Json;
}

/** A change of a client's budget that is told of. */
export interface BudgetEvent {
  readonly id: string;
  readonly type: string;
  /** ISO 8601. */
  readonly at: string;
  readonly clientId: string;
  /** As `GET /clients/:id/budget` showed it after the change. */
  readonly budget: Json;
}

/** What came of an attempt. `interrupted`: it does not count; `gone`: the receiver wants no more. */
export interface AttemptResult {
  readonly result: 'delivered' | 'failed' | 'gone' | 'interrupted';
  /** null: this was the last attempt. */
  readonly retryInSeconds: number | null;
  readonly responseStatus: number | null;
  readonly error: string | null;
  readonly durationMs: number | null;
}
