import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { JobEnvironment } from './job-environment.js';
import { JobFolders } from './job-folders.js';
import { chooseSandbox, type ChosenSandbox } from './sandbox-choice.js';
import { Sandbox } from './sandbox.js';

/** Where the name of this server comes from: it marks the processes that are this server's to end. */
export type NodeIdSource = Pick<FactoryProvider<string>, 'inject' | 'useFactory'>;

const CHOSEN = Symbol('ChosenSandbox');

@Module({})
export class SandboxModule {
  static withNodeId({ inject = [], useFactory }: NodeIdSource): DynamicModule {
    const chosen: FactoryProvider<ChosenSandbox> = {
      provide: CHOSEN,
      inject: [Env, ...inject],
      useFactory: async (env: Env, ...args: unknown[]) => chooseSandbox(env, await useFactory(...args)),
    };
    const providers = [
      chosen,
      { provide: Sandbox, inject: [CHOSEN], useFactory: ({ sandbox }: ChosenSandbox) => sandbox },
      { provide: JobFolders, inject: [CHOSEN], useFactory: ({ folders }: ChosenSandbox) => folders },
      JobEnvironment,
    ];
    return { module: SandboxModule, global: true, providers, exports: [Sandbox, JobFolders, JobEnvironment] };
  }
}
