import { Reflector } from '@nestjs/core';

/** What belongs to one client and has an id. */
export type Thing = 'client' | 'job' | 'repository' | 'webhook';

/**
 * Whom a route concerns: the things that its path names, by parameter, which are looked up before it is called; `reached`:
 * what its caller reaches, to which the handler keeps with `CurrentReach`; `server`: everybody.
 */
export type Concern = Readonly<Record<string, Thing>> | 'reached' | 'server';

/** Declares whom a route concerns, or all routes of a controller. To keys bound to clients a route that does not is closed. */
export const Concerns = Reflector.createDecorator<Concern>();
