import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { type Caller, callerOf } from '../access/caller.js';

/** What a caller that is bound to clients reaches; null stands for everything (docs/adr/0075). */
export interface Reach {
  /** At least one. */
  readonly clientIds: readonly string[];
  /** The name of its key; null: it is no caller, but an endpoint of a client. */
  readonly keyName: string | null;
}

export function reachOf(caller: Caller): Reach | null {
  return caller.clientIds === null ? null : { clientIds: caller.clientIds, keyName: caller.name };
}

/** Whether what belongs to a client is reached; null: it belongs to none. */
export function reaches(reach: Reach | null, clientId: string | null): boolean {
  return reach === null || (clientId !== null && reach.clientIds.includes(clientId));
}

/** The clients that a list is narrowed to; null: it is not narrowed. `wanted`: the client that the caller asks for. */
export function narrowed(reach: Reach | null, wanted: string | null): readonly string[] | null {
  if (wanted === null) return reach?.clientIds ?? null;
  return reaches(reach, wanted) ? [wanted] : [];
}

/** Handler parameter: what the caller of the request reaches. */
export const CurrentReach = createParamDecorator((_: unknown, context: ExecutionContext): Reach | null => {
  const caller = callerOf(context.switchToHttp().getRequest<Request>());
  return caller === null ? null : reachOf(caller);
});
