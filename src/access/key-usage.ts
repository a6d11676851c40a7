import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ApiKeyRepository } from './api-key.repository.js';

const WRITE_MS = 15_000;
/** How long the server's stop waits for it, in milliseconds. */
const STOP_PATIENCE_MS = 2_000;

/** Keeps `last_used_at` of the keys, one statement for all that were used meanwhile. */
@Injectable()
export class KeyUsage implements BeforeApplicationShutdown {
  private readonly logger = new Logger(KeyUsage.name);
  private used = new Set<string>();

  constructor(private readonly repository: ApiKeyRepository) {}

  note(keyId: string): void {
    this.used.add(keyId);
  }

  @Interval(WRITE_MS)
  async write(): Promise<void> {
    if (this.used.size === 0) return;
    const ids = [...this.used];
    this.used = new Set();
    try {
      await this.repository.touch(ids, new Date());
    } catch (error) {
      for (const id of ids) this.used.add(id);
      this.logger.warn(`last_used_at of keys stays behind for now: ${String(error)}`);
    }
  }

  /** Not worth waiting for: a store that is slow now costs the keys a quarter of a minute of their past. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.write(), delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
  }
}
