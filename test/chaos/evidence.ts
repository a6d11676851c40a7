import type { JobBody, MessageBody } from '../support/api-client.js';
import type { IterationBody, IterationsBody } from '../support/iterations.js';
import type { PlannedJob, RoundPlan } from './plan.js';
import type { ProcessIdentity } from './process-identity.js';

/** What a run of chaos leaves behind to be judged. Times are milliseconds since the beginning of the round. */
export interface Evidence {
  readonly plan: RoundPlan;
  readonly jobs: readonly JobEvidence[];
  readonly calls: readonly ModelCall[];
  readonly sightings: readonly Sighting[];
  /** Claude processes that were seen in the process table, alone or not. */
  readonly processes: number;
  readonly absences: readonly Absence[];
  readonly faults: readonly FaultRecord[];
  readonly branches: readonly BranchEvidence[];
  readonly exits: readonly ServerExit[];
  readonly refusals: readonly Refusal[];
  /** What the receivers of webhooks have taken, each in its order. */
  readonly told: readonly ToldEvent[];
  /** Requests to them that they refused, and why. */
  readonly forgeries: readonly string[];
  /** What the servers have printed. */
  readonly log: readonly LogLine[];
  /** What should not be there any more, in words. */
  readonly leftovers: readonly string[];
  readonly durationMs: number;
  /** How much slower the machine was than a quiet one; 1: not at all. */
  readonly pace: number;
  /** `drained`: all jobs ended; `still`: none got any further; `out of time`: they did, but not in the stated time. */
  readonly ending: 'drained' | 'still' | 'out of time';
}

export interface JobEvidence {
  readonly job: PlannedJob;
  readonly id: string;
  /** As the API tells it after everything has come to its end; null: it cannot be read. */
  readonly state: JobState | null;
  readonly messages: readonly StoredMessage[];
  /** Only of loops. */
  readonly iterations: IterationHistory | null;
  /** Numbers of the messages that the API has acknowledged with 200, in order. */
  readonly acknowledged: readonly number[];
}

export type StoredMessage = Pick<MessageBody, 'seq' | 'type' | 'content'>;

export type IterationHistory = Pick<IterationsBody, 'maxIterations' | 'completionReason'> & {
  readonly iterations: readonly Pick<IterationBody, 'iterationNumber' | 'completedAt'>[];
};

type JobStateField = 'id' | 'status' | 'error' | 'attempt' | 'pr_url' | 'started_at' | 'total_iterations';

export type JobState = Pick<JobBody, JobStateField> & {
  readonly branch_name: string | null;
};

/** An event that a receiver has taken; it may come again under the same id. */
export interface ToldEvent {
  readonly receiver: string;
  readonly id: string;
  readonly type: string;
  readonly jobId: string;
  readonly atMs: number;
}

/** A request to the scripted model. */
export interface ModelCall {
  readonly label: string | null;
  /** The process that asked; null: it could not be told. */
  readonly by: ProcessIdentity | null;
  readonly startMs: number;
  /** When the answer was complete, or the connection gone. */
  readonly endMs: number;
  /** Numbers of the lines in the answer. */
  readonly lines: readonly number[];
  /** Numbers of the messages that it answers. */
  readonly answers: readonly number[];
  /** `delivered`: the client took all of it; `lost`: it had gone; or the fault that was made instead of an answer. */
  readonly outcome: 'delivered' | 'lost' | 'overloaded' | 'cut' | 'hung';
}

/** Two Claude processes of one job, both alive and running, seen in the same look at the process table. */
export interface Sighting {
  readonly atMs: number;
  readonly jobId: string;
  readonly older: ProcessIdentity;
  readonly younger: ProcessIdentity;
}

/** A time in which a node could not know or do what it should, because of a fault. */
export interface Absence {
  readonly node: string;
  readonly why: 'killed' | 'stopped' | 'frozen' | 'without database';
  readonly fromMs: number;
  readonly toMs: number;
}

export interface FaultRecord {
  readonly atMs: number;
  readonly kind: string;
  /** Whom it met; null: there was nobody to meet. */
  readonly target: string | null;
  readonly forMs: number;
}

/** A branch at the forge, as it stands in the end. */
export interface BranchEvidence {
  readonly repository: number;
  readonly name: string;
  readonly pullRequests: number;
  /** Commits that the default branch lacks. */
  readonly commitsAhead: number;
  /** Files that jobs have added, by their names below `work/`. */
  readonly files: readonly string[];
}

export interface ServerExit {
  readonly atMs: number;
  readonly node: string;
  /** `itself`: nobody had asked for it; `boot`: it did not come up; `SIGTERM`: it was asked to, and did not exit with 0. */
  readonly cause: 'itself' | 'SIGTERM' | 'boot';
  readonly code: number | null;
  readonly signal: string | null;
  /** The end of its log. */
  readonly lastWords: string;
}

export interface LogLine {
  readonly atMs: number;
  readonly node: string;
  readonly line: string;
}

/** An answer of the API that nobody expects, whatever goes wrong around it. */
export interface Refusal {
  readonly atMs: number;
  readonly request: string;
  readonly status: number;
  readonly body: string;
}

export interface Violation {
  readonly rule: string;
  /** The job's label, when it is about one. */
  readonly job: string | null;
  readonly what: string;
}

/** Looks at the evidence for one promise of the server. */
export type Invariant = (evidence: Evidence) => Violation[];
