import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { IdempotencyRepository } from './idempotency.repository.js';

const HOUR_MS = 3_600_000;
const KEPT_MS = 24 * HOUR_MS;

/** Removes keys after 24 hours. */
@Injectable()
export class IdempotencyCleaner {
  private readonly logger = new Logger(IdempotencyCleaner.name);

  constructor(private readonly keys: IdempotencyRepository) {}

  @Interval(HOUR_MS)
  async clean(): Promise<void> {
    try {
      await this.keys.removeOlderThan(new Date(Date.now() - KEPT_MS));
    } catch (error) {
      this.logger.warn(`old idempotency keys cannot be removed now: ${String(error)}`);
    }
  }
}
