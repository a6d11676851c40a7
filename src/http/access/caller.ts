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
  /** The clients that its key is bound to; null: it reaches everything. */
  readonly clientIds: readonly string[] | null;
  readonly limits: CallerLimits;
}

/** How much a caller may ask for; null: any number. */
export interface CallerLimits {
  readonly requestsPerMinute: number | null;
  readonly jobsPerHour: number | null;
}

/** The name for the holder of the server's own secret; no key can have it. */
export const SECRET_HOLDER = 'AGENT_API_SECRET';

/** Stored with the rows that a caller creates; null: the caller used no key. */
export function keyNameOf(caller: Caller): string | null {
  return caller.keyId === null ? null : caller.name;
}

/** Why a request has no known sender, each with a sentence for whoever sent it. */
export const UNKNOWN_REASONS = {
  no_header: 'The request has no Authorization header: send "Authorization: Bearer <token>"',
  wrong_scheme: 'The Authorization header must be "Bearer <token>": no other scheme is accepted',
  no_token: 'The Authorization header has no token: send "Authorization: Bearer <token>"',
  unknown_token: 'The token is not valid: it is neither AGENT_API_SECRET nor a key that is in force',
} as const;
export type UnknownReason = keyof typeof UNKNOWN_REASONS;

/** What a request says about its sender. */
export type Identity =
  | { readonly kind: 'known'; readonly caller: Caller }
  | { readonly kind: 'unknown'; readonly why: UnknownReason }
  /** The token may belong to a key, but the keys cannot be read now. */
  | { readonly kind: 'undecided'; readonly reason: unknown };

const IDENTITY = Symbol('identity');
type IdentifiedRequest = Request & { [IDENTITY]?: Identity };

export function setIdentity(request: Request, identity: Identity): void {
  (request as IdentifiedRequest)[IDENTITY] = identity;
}

export function identityOf(request: Request): Identity {
  return (request as IdentifiedRequest)[IDENTITY] ?? { kind: 'unknown', why: 'no_header' };
}

/** null: the request has no valid token. */
export function callerOf(request: Request): Caller | null {
  const identity = identityOf(request);
  return identity.kind === 'known' ? identity.caller : null;
}

/** Handler parameter: the caller of the request. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const identity = identityOf(context.switchToHttp().getRequest<Request>());
  if (identity.kind === 'known') return identity.caller;
  throw new UnauthorizedException(UNKNOWN_REASONS[identity.kind === 'unknown' ? identity.why : 'unknown_token']);
});
