import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { Observable } from 'rxjs';
import { StoreUnavailableError } from '../../platform/store/store-error.js';
import { StoreProbe } from '../../platform/store/store-probe.js';

/** How often a slow request is checked for whether it is only waiting for the store, in milliseconds. */
const LOOK_EVERY_MS = 3_000;

/**
 * No caller waits minutes for a store that does not answer: a request that is slow while the store cannot be reached is
 * answered with 503. Its work may still complete; repeating it with an Idempotency-Key shows the outcome. Open streams are
 * left alone.
 */
@Injectable()
export class StorePatience implements NestInterceptor {
  constructor(private readonly store: StoreProbe) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return new Observable((caller) => {
      const giveUp = async (): Promise<void> => {
        const { reachable } = await this.store.describe();
        if (!reachable && !response.headersSent) caller.error(new StoreUnavailableError('no answer'));
      };
      const looks = setInterval(() => void giveUp(), LOOK_EVERY_MS);
      const work = next.handle().subscribe(caller);
      return () => {
        clearInterval(looks);
        work.unsubscribe();
      };
    });
  }
}
