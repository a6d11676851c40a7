import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { DomainError } from '../../platform/errors/domain-error.js';
import { markRefusal } from '../access/access-refusal.js';
import { callerOf } from '../access/caller.js';
import { Scope } from '../access/scope.js';
import { isId } from '../validation/is-id.js';
import { Concerns, type Thing } from './concerns.js';
import { type Reach, reaches, reachOf } from './reach.js';
import { ReachRepository } from './reach.repository.js';

/** As the services call them, so that what is another's is refused in the same words as what is not there. */
const NAMES: Readonly<Record<Thing, string>> = {
  client: 'Client',
  job: 'Job',
  repository: 'Repository',
  webhook: 'Webhook',
};
const CLOSED = 'This key is bound to clients, and this route concerns all of them: ask whoever runs the server';

/** Keeps callers that are bound to clients to what belongs to those: `@Concerns` says what a route's parameters name. */
@Injectable()
export class ReachGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly things: ReachRepository,
  ) {}

  /** @throws DomainError `not_found` for what is not reached, whether it is there or not; `forbidden` for a closed route. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const caller = callerOf(request);
    const reach = caller === null ? null : reachOf(caller);
    const targets = [context.getHandler(), context.getClass()];
    if (reach === null || this.reflector.getAllAndOverride(Scope, targets) === 'public') return true;
    const concern = this.reflector.getAllAndOverride(Concerns, targets);
    if (concern === 'reached') return true;
    if (concern === undefined || concern === 'server') {
      markRefusal(request, true);
      throw new DomainError('forbidden', 'forbidden', CLOSED);
    }
    for (const [parameter, thing] of Object.entries(concern)) {
      await this.assertReached(reach, thing, String(request.params[parameter]));
    }
    return true;
  }

  private async assertReached(reach: Reach, thing: Thing, given: string): Promise<void> {
    // The route itself refuses what is no id.
    if (!isId(given)) return;
    const id = given.toLowerCase();
    const isReached = thing === 'client' ? reaches(reach, id) : await this.things.isOf(reach.clientIds, thing, id);
    if (!isReached) throw DomainError.notFound(NAMES[thing], id);
  }
}
