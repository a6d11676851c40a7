import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { Observable } from 'rxjs';
import { StoreUnavailableError } from '../store/store-error.js';
import { StoreProbe } from '../store/store-probe.js';

/** How long a request is in work before it is asked whether it only waits for the store, and how often then, in milliseconds. */
const LOOK_EVERY_MS = 3_000;

/**
 * Nobody waits minutes for a store that does not answer: a request that is slow while the store cannot be reached is
 * answered 503. What it had begun may still come about; an Idempotency-Key tells. Streams that have begun are left alone.
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
