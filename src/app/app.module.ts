/**
 * The composition root: which modules the server has, in the order in which they start.
 * Here: starting and stopping the program, health, housekeeping. Not here: anything that another room could need.
 * No room is above this one. Enter through `startServer`. What extends the server has an entry of its own, extension.ts.
 */
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AccessModule } from '../http/access/access.module.js';
import { AuditModule } from '../http/audit/audit.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { DescriptionModule } from './description/description.module.js';
import { DoctorModule } from './doctor/doctor.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { McpToolsModule } from './mcp/mcp-tools.module.js';
import { HealthModule } from './health/health.module.js';
import { HousekeepingModule } from './housekeeping/housekeeping.module.js';
import { HttpModule } from '../http/http.module.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { InboundModule } from '../inbound/inbound.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { McpModule } from '../clients/mcp/mcp.module.js';
import { ModelAccessModule } from '../claude/model-access/model-access.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { RepositoriesModule } from '../clients/repositories/repositories.module.js';
import { SandboxModule } from '../sandbox/sandbox.module.js';
import { PlatformModule } from '../platform/platform.module.js';
import { NodeIdentity } from '../platform/identity/node-identity.js';
import { StreamsModule } from '../jobs/streams/streams.module.js';
import { TracesModule } from './traces/traces.module.js';
import { UsageModule } from '../jobs/usage/usage.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';

@Module({
  imports: [
    PlatformModule,
    ModelAccessModule,
    SandboxModule.withNodeId({ inject: [NodeIdentity], useFactory: (node: NodeIdentity) => node.mark }),
    HttpModule,
    AccessModule,
    IdempotencyModule,
    AuditModule,
    ClientsModule,
    RepositoriesModule,
    JobsModule,
    McpModule,
    QueueModule,
    StreamsModule,
    UsageModule,
    WebhooksModule,
    InboundModule,
    HealthModule,
    DoctorModule,
    HousekeepingModule,
    MetricsModule,
    TracesModule,
    DescriptionModule,
    McpToolsModule,
  ],
})
export class AppModule {
  /** The server with further modules, which start after its own. */
  static with(modules: readonly ServerModule[]): DynamicModule {
    return { module: AppModule, imports: [...modules] };
  }
}

/** A module of Nest. */
export type ServerModule = Type | DynamicModule;
