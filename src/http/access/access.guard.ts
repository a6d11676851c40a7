import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { Env } from '../../platform/config/env.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { markRefusal } from './access-refusal.js';
import { type Caller, identityOf, UNKNOWN_REASONS } from './caller.js';
import { FailedAttempts } from './failed-attempts.js';
import { remoteAddressOf } from './remote-address.js';
import { BoundScope, covers, OpenWhere, Scope } from './scope.js';

/** Lets a request through when its caller may do what the route declares with `@Scope`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly env: Env,
    private readonly reflector: Reflector,
    private readonly failures: FailedAttempts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declared = this.reflector.getAllAndOverride(Scope, [context.getHandler(), context.getClass()]);
    if (declared === 'public' || this.isOpened(context)) return true;
    const http = context.switchToHttp();
    const caller = await this.callerOf(http.getRequest<Request>(), http.getResponse<Response>());
    const needed =
      caller.clientIds === null ? declared : (this.reflector.get(BoundScope, context.getHandler()) ?? declared);
    if (needed !== undefined && covers(caller.scopes, needed)) return true;
    markRefusal(http.getRequest<Request>(), true);
    const sentence =
      needed === undefined
        ? 'This route declares no scope and is closed'
        : `This key lacks the scope ${needed}: it has ${caller.scopes.join(', ')}`;
    throw new DomainError('forbidden', 'forbidden', sentence);
  }

  private isOpened(context: ExecutionContext): boolean {
    const variable = this.reflector.getAllAndOverride(OpenWhere, [context.getHandler(), context.getClass()]);
    return variable !== undefined && this.env[variable];
  }

  /** @throws UnauthorizedException, DomainError `throttled`, or the error that kept the store from answering. */
  private async callerOf(request: Request, response: Response): Promise<Caller> {
    const identity = identityOf(request);
    if (identity.kind === 'known') return identity.caller;
    // The body of an unknown caller was not read, so the connection cannot be reused.
    response.setHeader('Connection', 'close');
    if (identity.kind === 'undecided') throw identity.reason;
    const { retryAfter, isRecorded } = await this.failures.count(remoteAddressOf(request));
    markRefusal(request, isRecorded);
    if (retryAfter === null) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      throw new UnauthorizedException(UNKNOWN_REASONS[identity.why]);
    }
    response.setHeader('Retry-After', String(retryAfter));
    const sentence = `Too many requests without a valid token from this address: try again in ${retryAfter} s`;
    throw new DomainError('throttled', 'too_many_attempts', sentence);
  }
}
