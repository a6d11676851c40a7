/**
 * Repeated requests: the same Idempotency-Key gets the first response again.
 * What a request creates is the business of its controller, whose method is marked with `CreatesRow`.
 * Enter through `CreatesRow` and `IdempotencyInterceptor`.
 */
import { Global, Module } from '@nestjs/common';
import { IdempotencyCleaner } from './idempotency-cleaner.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyRepository } from './idempotency.repository.js';

@Global()
@Module({
  providers: [IdempotencyRepository, IdempotencyInterceptor, IdempotencyCleaner],
  exports: [IdempotencyInterceptor, IdempotencyRepository],
})
export class IdempotencyModule {}
