import { type Caller, keyNameOf } from '../../http/access/caller.js';
import type { JobOrigin } from '../records/job.js';

/** What a new job says of the request that created it. */
export function originOf(caller: Caller, requestId: string): JobOrigin {
  return { created_by_key: keyNameOf(caller), request_id: requestId };
}
