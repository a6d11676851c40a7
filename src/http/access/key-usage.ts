import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ApiKeyRepository } from './api-key.repository.js';

const WRITE_MS = 15_000;
/** How long a stop of the server waits for the last write, in milliseconds. */
const STOP_PATIENCE_MS = 2_000;

/** Keeps `last_used_at` of the keys, with one statement for all keys used since the last write. */
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
      this.logger.warn(`last_used_at of keys is not up to date for now: ${String(error)}`);
    }
  }

  /** Not worth a long wait: with a slow store the keys lose 15 seconds of their history. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.write(), delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
  }
}
