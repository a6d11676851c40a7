import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Env } from '../config/env.js';
import { openStore } from './open-store.js';
import type { Store } from './store.js';

/**
 * Opens the store when the application is put together, and closes it in the last phase of the last module. Nest runs
 * onModuleDestroy and beforeApplicationShutdown of all modules, then closes HTTP, then runs onApplicationShutdown from
 * the root to the imported modules, global ones last, and of those the first imported last of all: whoever writes in any
 * of these hooks still has a store, as long as AppModule imports StoreModule right after ConfigModule.
 */
@Injectable()
export class StoreLifecycle implements OnApplicationShutdown {
  private opening: Promise<Store> | null = null;
  private opened: Store | null = null;

  constructor(private readonly env: Env) {}

  /** null: not yet open, or never asked for, as in a test that brings its own client. */
  get store(): Store | null {
    return this.opened;
  }

  /** Opens it once, whoever asks. @throws as {@link openStore} */
  open(): Promise<Store> {
    this.opening ??= openStore(this.env).then((store) => (this.opened = store));
    return this.opening;
  }

  async onApplicationShutdown(): Promise<void> {
    const store = await this.opening?.catch(() => null);
    this.opened = null;
    await store?.close();
  }
}
