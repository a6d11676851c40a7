import { AsyncLocalStorage } from 'node:async_hooks';
import type { TracedRequest } from '../telemetry/requests.js';

/** What lines of the log say of the job that they are about. */
export interface JobInQuestion {
  readonly id: string;
  readonly client_id: string | null;
  /** The `X-Request-Id` of the request that created it; null: it is not known. */
  readonly request_id: string | null;
}

interface Behalf {
  /** null: no request. */
  readonly requestId: string | null;
  /** null: no job. */
  readonly job: JobInQuestion | null;
  /** null: none that can create a job. */
  readonly traced: TracedRequest | null;
}

const NOBODY: Behalf = { requestId: null, job: null, traced: null };
const current = new AsyncLocalStorage<Behalf>();

/** Runs `task`, and all that it awaits, on behalf of the request with this id. */
export function onBehalfOf<Result>(requestId: string, task: () => Result, traced: TracedRequest | null = null): Result {
  return current.run({ requestId, job: null, traced }, task);
}

/** Runs `task`, and all that it awaits, on behalf of a job, and of the request that is served now, if there is one. */
export function onBehalfOfJob<Result>(job: JobInQuestion, task: () => Result): Result {
  return current.run({ ...(current.getStore() ?? NOBODY), job }, task);
}

/** Runs `task` on behalf of nobody: what it starts outlives the request. */
export function onBehalfOfNobody<Result>(task: () => Result): Result {
  return current.exit(task);
}

/** The id of the request that the current code works for; null: it works for none. */
export function currentRequestId(): string | null {
  return (current.getStore() ?? NOBODY).requestId;
}

/** The job that the current code works for; null: it works for none. */
export function currentJob(): JobInQuestion | null {
  return (current.getStore() ?? NOBODY).job;
}

/** What is created now belongs to this span; null: nobody traces. */
export function currentTraceparent(): string | null {
  return (current.getStore() ?? NOBODY).traced?.traceparent ?? null;
}
