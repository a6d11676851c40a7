import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { storeModeOf } from './open-store.js';
import type { StoreMode } from './store.js';
import { StoreLifecycle } from './store-lifecycle.js';

const PING_MS = 2_000;

export interface StoreDescription {
  readonly mode: StoreMode;
  readonly reachable: boolean;
}

/** The state of the store for /health. */
@Injectable()
export class StoreProbe {
  private underWay: Promise<StoreDescription> | null = null;

  constructor(
    private readonly env: Env,
    private readonly lifecycle: StoreLifecycle,
  ) {}

  get mode(): StoreMode {
    return storeModeOf(this.env);
  }

  /** Asks the database and waits at most 2 s; concurrent callers share one query. Never throws. */
  describe(): Promise<StoreDescription> {
    this.underWay ??= this.ask().finally(() => (this.underWay = null));
    return this.underWay;
  }

  private async ask(): Promise<StoreDescription> {
    const reachable = (await this.lifecycle.store?.ping(AbortSignal.timeout(PING_MS))) ?? false;
    return { mode: this.mode, reachable };
  }
}
