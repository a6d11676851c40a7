import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { Env } from '../config/env.js';

/** Opens a controller or a route to callers without a token (only `/health` uses it). */
export const Public = Reflector.createDecorator<true>();

/** Lets a request through when its bearer token equals `AGENT_API_SECRET`; the scheme's case does not matter. */
@Injectable()
export class BearerTokenGuard implements CanActivate {
  private readonly expected: Buffer;

  constructor(
    private readonly reflector: Reflector,
    env: Env,
  ) {
    this.expected = digest(env.AGENT_API_SECRET);
  }

  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.getAllAndOverride(Public, [context.getHandler(), context.getClass()])) return true;

    const header = context.switchToHttp().getRequest<Request>().headers.authorization ?? '';
    const token = /^bearer +(\S+) *$/i.exec(header)?.[1];
    if (token === undefined || !timingSafeEqual(digest(token), this.expected)) {
      throw new UnauthorizedException('Missing or invalid API secret');
    }
    return true;
  }
}

/** Hashing first gives both sides one length, which `timingSafeEqual` demands. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
