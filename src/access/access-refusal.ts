import type { Request } from 'express';

const REFUSAL = Symbol('refusal');
type RefusedRequest = Request & { [REFUSAL]?: boolean };

/** Notes that the guard sent a request away, and whether that is to be written to the audit log. */
export function markRefusal(request: Request, isRecorded: boolean): void {
  (request as RefusedRequest)[REFUSAL] = isRecorded;
}

/** null: the guard let it through. */
export function refusalOf(request: Request): { readonly isRecorded: boolean } | null {
  const isRecorded = (request as RefusedRequest)[REFUSAL];
  return isRecorded === undefined ? null : { isRecorded };
}
