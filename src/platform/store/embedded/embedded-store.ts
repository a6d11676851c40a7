import { Logger } from '@nestjs/common';
import { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres.js';
import type { NamedColumns } from '../fitness/given-columns.js';
import type { Migration } from '../migrations/migrations.js';
import { openPostgresStore } from '../postgres-store.js';
import type { Store } from '../store.js';

export interface EmbeddedStoreOptions extends EmbeddedPostgresOptions {
  readonly migrations: readonly Migration[];
  readonly named: NamedColumns;
}

/** A store in an embedded Postgres, which is started for it and stopped with it. */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  const logger = new Logger('Store');
  const embedded = await EmbeddedPostgres.open(options);
  try {
    const { migrations, named } = options;
    const store = await openPostgresStore({
      mode: 'embedded',
      url: null,
      // A restart takes a fraction of a second, so there is no need to wait longer before retrying.
      postgres: { ...embedded.connection, backoff: () => 0.2 },
      migrations,
      named,
    });
    return {
      ...store,
      close: async () => {
        await store.close().catch((error: unknown) => logger.error(error));
        await embedded.close();
      },
    };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}
