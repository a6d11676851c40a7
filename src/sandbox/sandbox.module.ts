import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { JobEnvironment } from './job-environment.js';
import { JobFolders } from './job-folders.js';
import { NoSandbox } from './no-sandbox.js';
import { Sandbox } from './sandbox.js';

/** Where the name of this server comes from: it marks the processes that are this server's to end. */
export type NodeIdSource = Pick<FactoryProvider<string>, 'inject' | 'useFactory'>;

@Module({})
export class SandboxModule {
  static withNodeId({ inject = [], useFactory }: NodeIdSource): DynamicModule {
    const sandbox: FactoryProvider<Sandbox> = {
      provide: Sandbox,
      inject,
      useFactory: async (...args: unknown[]) => new NoSandbox(await useFactory(...args)),
    };
    const providers = [sandbox, JobFolders, JobEnvironment];
    return { module: SandboxModule, global: true, providers, exports: [Sandbox, JobFolders, JobEnvironment] };
  }
}
