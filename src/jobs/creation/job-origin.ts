import { type Reach, reachOf } from '../../http/reach/reach.js';
import { type Caller, keyNameOf } from '../../http/access/caller.js';
import { currentTraceparent } from '../../platform/requests/current-request.js';
import { tracePartsOf } from '../../platform/telemetry/trace-context.js';
import type { JobOrigin } from '../records/job.js';

/** Who asks for a new job. */
export interface JobSender {
  /** What the job says of it. */
  readonly origin: JobOrigin;
  /** null: everything. */
  readonly reach: Reach | null;
  /** How many jobs it may create in an hour; null: any number. */
  readonly jobsPerHour: number | null;
}

export function senderOf(caller: Caller, requestId: string): JobSender {
  const traceparent = currentTraceparent();
  const trace_id = tracePartsOf(traceparent)?.traceId ?? null;
  const origin = { created_by_key: keyNameOf(caller), request_id: requestId, trace_id, traceparent };
  return { origin, reach: reachOf(caller), jobsPerHour: caller.limits.jobsPerHour };
}
