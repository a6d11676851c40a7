import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LiveKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** How old what is held in memory may be: a key that another node revoked is valid here for so long, in milliseconds. */
const FRESH_MS = 3_000;
/** For a token that is not among them, which may be one just created on another node; also a bound on what a flood of wrong tokens asks of the store. */
const FRESH_FOR_UNKNOWN_MS = 500;
/** For so long keys stay valid while the store cannot be read. */
const OUTAGE_MS = 30_000;

/** The valid keys, read from the store again and again while they are asked for: no request costs a query of its own. */
@Injectable()
export class KnownKeys {
  private keys: readonly LiveKey[] = [];
  /** When the last successful read, and the last attempt, were begun; of `performance.now()`. */
  private readAt = Number.NEGATIVE_INFINITY;
  private triedAt = Number.NEGATIVE_INFINITY;
  private failure: unknown = null;
  private reading: Promise<void> | null = null;
  private epoch = 0;

  constructor(private readonly repository: ApiKeyRepository) {}

  /** null: no valid key has this hash. @throws StoreUnavailableError when the store has been away for too long to tell. */
  async find(hash: Buffer): Promise<LiveKey | null> {
    await this.refresh(FRESH_MS);
    const key = this.match(hash);
    if (key) return key;
    await this.refresh(FRESH_FOR_UNKNOWN_MS);
    return this.match(hash);
  }

  /** Whether a key that was found before is still valid. @throws as {@link find}. */
  async isValid(id: string): Promise<boolean> {
    await this.refresh(FRESH_MS);
    return this.keys.some((key) => key.id === id && !hasExpired(key));
  }

  /** The next look is at the store: this node has changed a key. */
  forget(): void {
    this.epoch += 1;
    this.reading = null;
    this.readAt = Number.NEGATIVE_INFINITY;
    this.triedAt = Number.NEGATIVE_INFINITY;
  }

  /** Compares with every key, so that the time taken tells nothing of which one, or how much of it, fits. */
  private match(hash: Buffer): LiveKey | null {
    let found: LiveKey | null = null;
    for (const key of this.keys) {
      if (timingSafeEqual(key.hash, hash) && !hasExpired(key)) found = key;
    }
    return found;
  }

  private async refresh(maxAgeMs: number): Promise<void> {
    const now = performance.now();
    if (now - this.readAt <= maxAgeMs) return;
    // After a failure everybody shares its outcome for a moment, instead of waiting for the store one by one.
    if (this.reading !== null || now - this.triedAt > Math.min(maxAgeMs, FRESH_FOR_UNKNOWN_MS)) {
      this.reading ??= this.read();
      await this.reading;
    }
    if (this.failure !== null && performance.now() - this.readAt > OUTAGE_MS) throw this.failure;
  }

  private async read(): Promise<void> {
    const { epoch } = this;
    const begunAt = performance.now();
    this.triedAt = begunAt;
    try {
      const keys = await this.repository.listLive();
      if (epoch !== this.epoch) return;
      this.keys = keys;
      this.readAt = begunAt;
      this.failure = null;
    } catch (error) {
      if (epoch !== this.epoch) return;
      this.failure = error;
      // A store that is silent has taken longer to fail than the failure would be shared for.
      this.triedAt = performance.now();
    } finally {
      if (epoch === this.epoch) this.reading = null;
    }
  }
}

function hasExpired(key: LiveKey): boolean {
  return key.expiresAt !== null && key.expiresAt <= Date.now();
}
