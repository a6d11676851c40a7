import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimited } from '../../platform/errors/rate-limited.js';
import { markRefusal } from '../access/access-refusal.js';
import { type Caller, callerOf } from '../access/caller.js';
import { hasBody } from './json-body.js';
import { rateLeft, ratePolicyOf } from './rate-fields.js';

const WINDOW_SECONDS = 60;
/** Routes that answer everybody the same, so that a token there is no reason to refuse anybody. */
const OPEN = /^\/(?:health|docs|openapi\.json)(?:\/|$)/i;

/**
 * Counts the requests of each caller that has a limit, before their bodies are read. Each server counts by itself: no request
 * waits for the store (docs/adr/0076).
 */
@Injectable()
export class CallerRates {
  /** Counts beyond any limit: what is allowed is the caller's own affair. */
  private readonly counts = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS });

  /** Express 5 hands on what it rejects with. */
  readonly limit = async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const caller = callerOf(request);
    if (caller !== null && !OPEN.test(request.path)) await this.count(caller, request, response);
    next();
  };

  /** @throws RateLimited */
  private async count(caller: Caller, request: Request, response: Response): Promise<void> {
    const policy = ratePolicyOf(caller.limits);
    if (policy !== null) response.setHeader('RateLimit-Policy', policy);
    const { requestsPerMinute: limit } = caller.limits;
    if (limit === null) return;
    const { consumedPoints: sent, msBeforeNext } = await this.consume(caller.keyId ?? caller.name);
    const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
    response.setHeader('RateLimit', rateLeft('requests', limit - sent, seconds));
    if (sent <= limit) return;
    // Of those in one minute the audit log needs one.
    markRefusal(request, sent === limit + 1);
    // What was sent of a body is not read, so the connection cannot be used again.
    if (hasBody(request)) response.setHeader('Connection', 'close');
    throw new RateLimited('requests', `${subjectOf(caller)} may send ${limit} requests in a minute`, seconds);
  }

  /** The library throws its result when its own limit is exceeded. */
  private async consume(key: string): Promise<RateLimiterRes> {
    try {
      return await this.counts.consume(key);
    } catch (answer) {
      if (answer instanceof RateLimiterRes) return answer;
      throw answer;
    }
  }
}

function subjectOf({ keyId, name }: Caller): string {
  return keyId === null ? name : 'This key';
}
