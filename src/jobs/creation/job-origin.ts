import { type Caller, keyNameOf } from '../../http/access/caller.js';
import { currentTraceparent } from '../../platform/requests/current-request.js';
import { tracePartsOf } from '../../platform/telemetry/trace-context.js';
import type { JobOrigin } from '../records/job.js';

/** What a new job says of the request that created it. */
export function originOf(caller: Caller, requestId: string): JobOrigin {
  const traceparent = currentTraceparent();
  const trace_id = tracePartsOf(traceparent)?.traceId ?? null;
  return { created_by_key: keyNameOf(caller), request_id: requestId, trace_id, traceparent };
}
