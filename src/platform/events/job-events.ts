export const JOB_MESSAGE_TYPES = ['system', 'stdout', 'stderr', 'user_input'] as const;
export type JobMessageType = (typeof JOB_MESSAGE_TYPES)[number];

/** A claim on a job. The token is the fence against writes under a stale claim. */
export interface JobClaim {
  readonly jobId: string;
  readonly leaseToken: number;
}

export interface JobMessage {
  readonly claim: JobClaim;
  readonly type: JobMessageType;
  readonly content: string;
  /** Ralph iteration of the message, 1-based; null outside a loop. */
  readonly iterationNumber: number | null;
}

/** Every event of the application: its name and its payload. */
export interface JobEvents {
  /** A job was stored with, or returned to, the status `queued`; the dispatcher may have a free slot for it. */
  'job.queued': { jobId: string };
  /** A cancel was stored; if this node runs the job, its processes must end now. */
  'job.cancelled': { jobId: string };
  /** A person's message, or a request to complete, was stored for a conversation; if this node runs it, it must react. */
  'job.addressed': { jobId: string };
  /** A conversation that no run held has ended; its files on this machine can be removed. */
  'job.ended_parked': { jobId: string };
  /** A line of output or a note, in order of emission per job. Awaiting the emission gives backpressure. */
  'job.message': JobMessage;
  /** New messages of a job are in the store. */
  'job.messages_stored': { jobId: string };
  /** The public state of a job in the store may have changed: status, phase, pull request, error. */
  'job.changed': { jobId: string };
  /** The store refused a write under this claim: another node holds the job now. */
  'job.lease_lost': { claim: JobClaim };
  /** This node takes jobs again after it was drained. */
  'node.resumed': Record<string, never>;
}

export type JobEventName = keyof JobEvents;
