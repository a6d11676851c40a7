/**
 * The isolation of jobs, and the only place that starts their processes: drivers, limits, user ids, directories.
 * The rooms above decide which command runs; what a driver may mount follows from the job's id alone.
 * Enter through `Sandbox`, `JobDirectories`, `JobEnvironment`, `looseFiles`, `OutputTail`, `endOf`, `removeDirectory`, `lastChangeOf`, `within`, `PROBE_IDS`,
 * `PlacedFiles`, `TreeParts`, `chooseSandbox`, `assertNothingExposed`, `SandboxDriver`, `giveClaudeFile` and `modelSocketOf`.
 */
import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { Env } from '../platform/config/env.js';
import { JobEnvironment } from './job-environment.js';
import { JobDirectories } from './directories/job-directories.js';
import { PlacedFiles } from './directories/placed-files.js';
import { TreeParts } from './directories/tree-parts.js';
import { chooseSandbox, type ChosenSandbox } from './choice/sandbox-choice.js';
import { Sandbox } from './sandbox.js';

/** Provides the name of this server, which marks the processes that belong to it. */
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
      { provide: JobDirectories, inject: [CHOSEN], useFactory: ({ directories }: ChosenSandbox) => directories },
      JobEnvironment,
      PlacedFiles,
      TreeParts,
    ];
    return {
      module: SandboxModule,
      global: true,
      providers,
      exports: [Sandbox, JobDirectories, JobEnvironment, PlacedFiles, TreeParts],
    };
  }
}
