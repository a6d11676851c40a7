import { Global, Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { NodeIdentity } from './node-identity.js';
import { StoreLifecycle } from './store-lifecycle.js';
import { StoreProbe } from './store-probe.js';
import { SUPABASE, type Supabase } from './supabase.token.js';

/** Where the data is; to be imported by AppModule before any other module that keeps something, see StoreLifecycle. */
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
