export const JOB_MESSAGE_TYPES = ['system', 'stdout', 'stderr', 'user_input'] as const;
export type JobMessageType = (typeof JOB_MESSAGE_TYPES)[number];

/** Which claim of which job speaks; the token is the fence that makes a stale speaker's words void. */
export interface JobClaim {
  readonly jobId: string;
  readonly leaseToken: number;
}

export interface JobMessage {
  readonly claim: JobClaim;
  readonly type: JobMessageType;
  readonly content: string;
  /** Ralph iteration that said it, 1-based; null outside a loop. */
  readonly iterationNumber: number | null;
}

/** Every event of the application: its name, and what travels with it. */
export interface JobEvents {
  /** A job was stored or given back with status `queued`; the dispatcher may have a free place for it. */
  'job.queued': { jobId: string };
  /** A cancel was stored; if this node runs the job, its processes must end now. */
  'job.cancelled': { jobId: string };
  /** A person's message, or the wish to complete, was stored for a conversation; if this node runs it, it is to be looked at. */
  'job.addressed': { jobId: string };
  /** A conversation that no run held has ended; what it has on this machine can go. */
  'job.ended_parked': { jobId: string };
  /** A line of output or a note, in order of emission per job. Awaiting the emission gives backpressure. */
  'job.message': JobMessage;
  /** More messages of a job are in the store. */
  'job.messages_stored': { jobId: string };
  /** What callers see of a job's state may be another in the store now: status, phase, pull request, error. */
  'job.changed': { jobId: string };
  /** The store refused a write of this claim: another node holds the job now. */
  'job.lease_lost': { claim: JobClaim };
  /** This node takes jobs again after it was drained. */
  'node.resumed': Record<string, never>;
}

export type JobEventName = keyof JobEvents;
