import { Reflector } from '@nestjs/core';

/** What a key may do, each including the one before it: read everything, work with jobs, administer the server. */
export const KEY_SCOPES = ['read', 'jobs', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** What a route asks of its caller; `public`: nothing, not even a token. */
export type RouteScope = KeyScope | 'public';

/** Declares the scope of a route, or of all routes of a controller. A route that declares none is closed to everybody. */
export const Scope = Reflector.createDecorator<RouteScope>();

/** Whether a key with `held` may do what asks for `needed`. */
export function covers(held: readonly KeyScope[], needed: KeyScope): boolean {
  return held.some((scope) => KEY_SCOPES.indexOf(scope) >= KEY_SCOPES.indexOf(needed));
}
