import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessGuard } from './access/access.guard.js';
import { AccessModule } from './access/access.module.js';
import { AuditModule } from './audit/audit.module.js';
import { ClientsModule } from './clients/clients.module.js';
import { CommonModule } from './common/common.module.js';
import { ConfigModule } from './config/config.module.js';
import { EventsModule } from './events/events.module.js';
import { HealthModule } from './health/health.module.js';
import { ErrorBodyFilter } from './http/error-body.filter.js';
import { HousekeepingModule } from './housekeeping/housekeeping.module.js';
import { StorePatience } from './http/store-patience.interceptor.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { McpModule } from './mcp/mcp.module.js';
import { ProxyModule } from './proxy/proxy.module.js';
import { QueueModule } from './queue/queue.module.js';
import { ReposModule } from './repos/repos.module.js';
import { SandboxModule } from './sandbox/sandbox.module.js';
import { NodeIdentity } from './store/node-identity.js';
import { StoreModule } from './store/store.module.js';
import { StreamsModule } from './streams/streams.module.js';

@Module({
  imports: [
    ConfigModule,
    CommonModule,
    EventsModule,
    ScheduleModule.forRoot(),
    StoreModule,
    ProxyModule,
    SandboxModule.withNodeId({ inject: [NodeIdentity], useFactory: (node: NodeIdentity) => node.mark }),
    AccessModule,
    IdempotencyModule,
    AuditModule,
    ClientsModule,
    ReposModule,
    JobsModule,
    McpModule,
    QueueModule,
    StreamsModule,
    HealthModule,
    HousekeepingModule,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ErrorBodyFilter },
    { provide: APP_INTERCEPTOR, useClass: StorePatience },
  ],
})
export class AppModule {}
