/**
 * The database: a Supabase project, any Postgres, or the embedded one, all behind supabase-js. Only this module uses the driver.
 * Queries belong to the *.repository.ts files of the rooms; the schema is in supabase/.
 * Enter through `SUPABASE`, `Database`, `unwrap`, `allRows`, `forIds`, `withDeadline`, `whenReachable`, `databaseAddressOf`,
 * `StoreError`, `StoreUnavailableError`, `UnfitDatabaseError`, `StoreProbe`, `examineStore`, `StoreSight` and `DataDirLock`.
 */
import { Global, Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { NodeIdentity } from '../identity/node-identity.js';
import { StoreLifecycle } from './store-lifecycle.js';
import { StoreProbe } from './store-probe.js';
import { SUPABASE, type Supabase } from './supabase.token.js';

/** Must be imported before any other module that stores something, see StoreLifecycle. */
@Global()
@Module({
  providers: [
    StoreLifecycle,
    StoreProbe,
    { provide: NodeIdentity, inject: [Env], useFactory: (env: Env) => NodeIdentity.load(env) },
    {
      provide: SUPABASE,
      inject: [StoreLifecycle],
      useFactory: async (lifecycle: StoreLifecycle): Promise<Supabase> => (await lifecycle.open()).client,
    },
  ],
  exports: [SUPABASE, NodeIdentity, StoreProbe],
})
export class StoreModule {}
