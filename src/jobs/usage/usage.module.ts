/**
 * The ledger as callers read it: what was used, and what it cost, by client, model, month and the like.
 * What a run writes into the ledger belongs to workflows/run/usage, how the store adds it up to supabase/schemas/usage.sql.
 * No other room enters.
 */
import { Module } from '@nestjs/common';
import { ClientsModule } from '../../clients/clients.module.js';
import { JobsModule } from '../jobs.module.js';
import { Env } from '../../platform/config/env.js';
import { PriceList } from './price-list.js';
import { UsageNames } from './usage-names.js';
import { UsageController } from './usage.controller.js';
import { UsageUpkeep } from './usage-upkeep.js';
import { UsageRepository } from './usage.repository.js';
import { UsageService } from './usage.service.js';

@Module({
  imports: [ClientsModule, JobsModule],
  controllers: [UsageController],
  providers: [
    UsageNames,
    UsageRepository,
    UsageService,
    UsageUpkeep,
    { provide: PriceList, inject: [Env], useFactory: (env: Env) => PriceList.read(env.PRICES_FILE) },
  ],
})
export class UsageModule {}
