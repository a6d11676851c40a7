/**
 * Encrypts secrets of callers before they reach the database, and opens them for whoever needs them.
 * Which fields are sealed is the business of their owners, who name the row that a sealed text belongs to.
 * Enter through `Vault` and `VaultError`.
 */
import { Global, Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { databaseAddressOf } from '../store/reaching/database-address.js';
import { whenReachable } from '../store/reaching/when-reachable.js';
import { StoreProbe } from '../store/store-probe.js';
import { openVault } from './open-vault.js';
import { SealingCanaryRepository } from './sealing-canary.repository.js';
import { Vault } from './vault.js';

@Global()
@Module({
  providers: [
    SealingCanaryRepository,
    {
      provide: Vault,
      inject: [Env, StoreProbe, SealingCanaryRepository],
      useFactory: (env: Env, { mode }: StoreProbe, canary: SealingCanaryRepository) =>
        whenReachable(() => openVault(env, mode, canary), databaseAddressOf(env)),
    },
  ],
  exports: [Vault],
})
export class VaultModule {}
