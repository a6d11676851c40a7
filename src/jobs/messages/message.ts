import type { JobMessageType } from '../../platform/events/job-events.js';

/** Most bytes of a message's content that answers and streams hold; `next_job_messages` cuts what has more. */
export const MAX_SHOWN_BYTES = 1_000_000;

/** A stored message as it is answered; `seq` defines the order, and grows within a job in commit order. */
export interface StoredMessage {
  readonly id: string;
  readonly seq: number;
  readonly type: JobMessageType;
  readonly content: string;
  /** `content` is only its beginning. */
  readonly content_truncated: boolean;
  readonly iteration_number: number | null;
  readonly created_at: string;
}

/** A message on its way to the store. Its id makes repeated writes harmless. */
export interface PendingMessage {
  readonly id: string;
  readonly type: JobMessageType;
  readonly content: string;
  readonly iteration_number: number | null;
  /** When it was emitted, ISO 8601. */
  readonly created_at: string;
}

/** A message that the store had not accepted when the server had to end. */
export interface UnsavedMessage extends PendingMessage {
  readonly job_id: string;
  readonly lease_token: number;
}
