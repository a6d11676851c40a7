import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LiveKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';

/** How old the keys in memory may be, in milliseconds: a key that another node revoked is accepted here for that long. */
const FRESH_MS = 3_000;
/**
 * The same for a token that is not among them, since another node may just have created it. Also bounds the load that a
 * flood of wrong tokens puts on the store.
 */
const FRESH_FOR_UNKNOWN_MS = 500;
/** How long keys stay valid while the store cannot be read, in milliseconds. */
const OUTAGE_MS = 30_000;

/** The valid keys, re-read from the store while requests need them: no request costs a query of its own. */
@Injectable()
export class KnownKeys {
  private keys: readonly LiveKey[] = [];
  /** Start of the last successful read and of the last attempt, as `performance.now()`. */
  private readAt = Number.NEGATIVE_INFINITY;
  private triedAt = Number.NEGATIVE_INFINITY;
  private failure: unknown = null;
  private reading: Promise<void> | null = null;
  private epoch = 0;

  constructor(private readonly repository: ApiKeyRepository) {}

  /** null: no valid key has this hash. @throws StoreUnavailableError when the store has been away for too long. */
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

  /** Whether a valid key is bound to clients. @throws as {@link find}. */
  async hasBound(): Promise<boolean> {
    await this.refresh(FRESH_MS);
    return this.keys.some((key) => key.clientIds !== null && !hasExpired(key));
  }

  /** Makes the next look-up read the store: this node has changed a key. */
  forget(): void {
    this.epoch += 1;
    this.reading = null;
    this.readAt = Number.NEGATIVE_INFINITY;
    this.triedAt = Number.NEGATIVE_INFINITY;
  }

  /** Compares with every key: the time taken must not reveal which key matches, or how much of it. */
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
    // After a failure all callers share its outcome for a moment instead of waiting for the store one by one.
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
      // A silent store takes longer to fail than the failure would otherwise be shared.
      this.triedAt = performance.now();
    } finally {
      if (epoch === this.epoch) this.reading = null;
    }
  }
}

function hasExpired(key: LiveKey): boolean {
  return key.expiresAt !== null && key.expiresAt <= Date.now();
}
