import { createParamDecorator, type ExecutionContext, UnauthorizedException } from '@nestjs/common';
import type { Request } from 'express';
import type { KeyScope } from './scope.js';

/** Who sends a request. */
export interface Caller {
  /** null: the caller holds `AGENT_API_SECRET`. */
  readonly keyId: string | null;
  /** Name of the key, or `AGENT_API_SECRET`. */
  readonly name: string;
  readonly scopes: readonly KeyScope[];
}

/** The name by which the holder of the server's own secret is known; no key can have it. */
export const SECRET_HOLDER = 'AGENT_API_SECRET';

/** What is kept with the rows that a caller creates; null: no key. */
export function keyNameOf(caller: Caller): string | null {
  return caller.keyId === null ? null : caller.name;
}

/** What a request says about its sender. */
export type Identity =
  | { readonly kind: 'known'; readonly caller: Caller }
  /** No token, or none that is valid. */
  | { readonly kind: 'unknown' }
  /** The token may be one of a key, and the keys cannot be read now. */
  | { readonly kind: 'undecided'; readonly reason: unknown };

const IDENTITY = Symbol('identity');
type IdentifiedRequest = Request & { [IDENTITY]?: Identity };

export function setIdentity(request: Request, identity: Identity): void {
  (request as IdentifiedRequest)[IDENTITY] = identity;
}

export function identityOf(request: Request): Identity {
  return (request as IdentifiedRequest)[IDENTITY] ?? { kind: 'unknown' };
}

/** null: the request has no valid token. */
export function callerOf(request: Request): Caller | null {
  const identity = identityOf(request);
  return identity.kind === 'known' ? identity.caller : null;
}

/** Parameter of a handler: who calls it. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<Request>());
  if (!caller) throw new UnauthorizedException('Missing or invalid API secret');
  return caller;
});
