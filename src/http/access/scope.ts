import { Reflector } from '@nestjs/core';

/**
 * What a key may do: read everything, work with jobs, look after clients and their repositories, administer the server.
 * Each scope includes the one before it.
 */
export const KEY_SCOPES = ['read', 'jobs', 'clients', 'admin'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** What a route requires of its caller; `public`: nothing, not even a token. */
export type RouteScope = KeyScope | 'public';

/** Declares the scope of a route, or of all routes of a controller. A route that declares none is closed. */
export const Scope = Reflector.createDecorator<RouteScope>();

/** The scope that a key bound to clients needs for a route that asks others for more, because theirs concerns all clients. */
export const BoundScope = Reflector.createDecorator<KeyScope>();
/** Names a variable that opens the route to everybody where it is `true`. */
export const OpenWhere = Reflector.createDecorator<'METRICS_OPEN'>();

/** Whether a key with the scopes `held` may call a route that requires `needed`. */
export function covers(held: readonly KeyScope[], needed: KeyScope): boolean {
  return held.some((scope) => KEY_SCOPES.indexOf(scope) >= KEY_SCOPES.indexOf(needed));
}
