import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '../../platform/errors/domain-error.js';
import { callerOf } from '../access/caller.js';
import { covers } from '../access/scope.js';

/** Where files may come with a request. Known before it finds its route, because its body is read before that. */
const ROUTE = { method: 'POST', path: /^\/jobs(?:\/[0-9a-f-]{36}\/follow-up)?\/?$/i, scope: 'jobs' } as const;
/** What is longer, in bytes, counts as large. */
const ORDINARY_BYTES = 2_097_152;
/** How many of them may be in memory at a time: each takes ten times its size while it is read, checked and stored. */
const MAX_AT_A_TIME = 3;

/** Whether the body is larger than others may be, and so says, and its caller may create what it belongs to. */
export function isLargeBody(request: Request): boolean {
  const caller = callerOf(request);
  if (request.method !== ROUTE.method || !ROUTE.path.test(request.path) || caller === null) return false;
  return covers(caller.scopes, ROUTE.scope) && Number(request.headers['content-length'] ?? 0) > ORDINARY_BYTES;
}

/** Refuses large bodies for which there is no memory at the moment, before they are read. */
export function boundLargeBodies() {
  let inMemory = 0;
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!isLargeBody(request)) return next();
    // What was sent of the body is thrown away as it comes, so that the caller gets to read the answer.
    if (inMemory >= MAX_AT_A_TIME) return next(noRoom());
    inMemory += 1;
    response.once('close', () => (inMemory -= 1));
    next();
  };
}

function noRoom(): DomainError {
  return new DomainError('unavailable', 'too_many_large_bodies', 'Too many large requests at a time: try again later');
}
