/**
 * The base of every room: configuration, the store and its vault, events, errors, redaction, shutdown. Knows nothing about how
 * jobs work. StoreModule comes last of these and before every other module that stores something: see StoreLifecycle.
 * Enter through `DomainError`, `RateLimited`, `ErrorCode`, `FailureCode`, `JobFailure`, `NodeIdentity`, `aheadOf`, `packageVersion`, `onBehalfOf`,
 * `onBehalfOfJob`, `observed`, `tellOfRun`, `tellOfRequest`, `tracePartsOf`, `JsonLines` and, as each of its modules says, what those give.
 */
import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ConfigModule } from './config/config.module.js';
import { EventsModule } from './events/events.module.js';
import { RedactionModule } from './redaction/redaction.module.js';
import { ShutdownModule } from './shutdown/shutdown.module.js';
import { StoreModule } from './store/store.module.js';
import { VaultModule } from './vault/vault.module.js';

@Module({
  imports: [
    ConfigModule,
    RedactionModule,
    ShutdownModule,
    EventsModule,
    ScheduleModule.forRoot(),
    StoreModule,
    VaultModule,
  ],
})
export class PlatformModule {}
