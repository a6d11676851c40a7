import type { Request } from 'express';

const REFUSAL = Symbol('refusal');
type RefusedRequest = Request & { [REFUSAL]?: boolean };

/** Marks a request that the guard refused, and whether the audit log records it. */
export function markRefusal(request: Request, isRecorded: boolean): void {
  (request as RefusedRequest)[REFUSAL] = isRecorded;
}

/** null when the guard let the request through. */
export function refusalOf(request: Request): { readonly isRecorded: boolean } | null {
  const isRecorded = (request as RefusedRequest)[REFUSAL];
  return isRecorded === undefined ? null : { isRecorded };
}
