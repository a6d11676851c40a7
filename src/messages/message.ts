import type { JobMessageType } from '../events/job-events.js';

/** A stored message; `seq` is the order, and grows within a job in order of commit. */
export interface StoredMessage {
  readonly id: string;
  readonly seq: number;
  readonly type: JobMessageType;
  readonly content: string;
  readonly iteration_number: number | null;
  readonly created_at: string;
}

/** A message on its way to the store. Its id makes repeating a write harmless. */
export interface PendingMessage {
  readonly id: string;
  readonly type: JobMessageType;
  readonly content: string;
  readonly iteration_number: number | null;
  /** When it was said, ISO 8601. */
  readonly created_at: string;
}

/** One that its claim has said, and a server that had to end before the store took it. */
export interface UnsavedMessage extends PendingMessage {
  readonly job_id: string;
  readonly lease_token: number;
}
