import type { Request } from 'express';
import type { Json } from '../../platform/store/database.types.js';
import type { AuditEntry } from './audit-entry.js';

const CHANGES = Symbol('changes');
type ChangingRequest = Request & { [CHANGES]?: AuditEntry['changes'] };

/** Has the audit log say what a request changed; `setting` is the name of a column. */
export function noteChange(request: Request, setting: string, change: AuditEntry['changes'][string]): void {
  const changing = request as ChangingRequest;
  changing[CHANGES] = { ...changing[CHANGES], [setting]: change };
}

/** Notes each of these settings whose value is another one now. */
export function noteChanges<Setting extends string>(
  request: Request,
  before: Readonly<Record<Setting, Json>>,
  after: Readonly<Record<Setting, Json>>,
  settings: readonly Setting[],
): void {
  for (const setting of settings) {
    const [from, to] = [before[setting], after[setting]];
    // A list is another object each time.
    if (JSON.stringify(from) !== JSON.stringify(to)) noteChange(request, setting, { from, to });
  }
}

const INNER = Symbol('inner');

/** Has the audit log leave out a request whose work is done by other requests, which it records. */
export function leaveToInnerRequests(request: Request): void {
  Object.assign(request, { [INNER]: true });
}

export function isLeftToInnerRequests(request: Request): boolean {
  return INNER in request;
}

export function changesOf(request: Request): AuditEntry['changes'] {
  return (request as ChangingRequest)[CHANGES] ?? {};
}
