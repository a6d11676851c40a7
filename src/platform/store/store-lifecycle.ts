import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Env } from '../config/env.js';
import { openStore } from './open-store.js';
import type { Store } from './store.js';

/**
 * Opens the store when the application is assembled, and closes it in the last phase of the last module. Nest runs onModuleDestroy
 * and beforeApplicationShutdown of all modules, then closes HTTP, then runs onApplicationShutdown from the root to the imported
 * modules, global ones last, and among those the first imported last. So the store is still open in all of these hooks, as long as
 * the modules of PlatformModule keep their order.
 */
@Injectable()
export class StoreLifecycle implements OnApplicationShutdown {
  private opening: Promise<Store> | null = null;
  private opened: Store | null = null;

  constructor(private readonly env: Env) {}

  /** null: not open yet, or not needed, as in a test with its own client. */
  get store(): Store | null {
    return this.opened;
  }

  /** Opens the store once for all callers. @throws as {@link openStore} */
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
