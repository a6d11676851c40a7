import { Injectable, UnauthorizedException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError } from '../../platform/errors/domain-error.js';
import { markRefusal } from '../access/access-refusal.js';
import { FailedAttempts } from '../access/failed-attempts.js';
import { remoteAddressOf } from '../access/remote-address.js';

/** Refuses requests whose body is not signed by whom it must be, and counts them with those that have no valid token. */
@Injectable()
export class SignatureRefusal {
  constructor(private readonly failures: FailedAttempts) {}

  /** Never returns. @throws UnauthorizedException with the sentence, or DomainError `throttled`. */
  async refuse(request: Request, response: Response, sentence: string): Promise<never> {
    const { retryAfter, isRecorded } = await this.failures.count(remoteAddressOf(request));
    markRefusal(request, isRecorded);
    if (retryAfter === null) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      throw new UnauthorizedException(sentence);
    }
    response.setHeader('Retry-After', String(retryAfter));
    const throttled = `Too many requests without a valid signature from this address: try again in ${retryAfter} s`;
    throw new DomainError('throttled', 'too_many_attempts', throttled);
  }
}
