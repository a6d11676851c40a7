import { Global, Module } from '@nestjs/common';
import { Env } from './env.js';
import { GitLimits } from './git-limits.js';
import { HostEnvironment } from './host-environment.js';
import { ModelEnvironment } from './model-environment.js';
import { parseEnv } from './parse-env.js';
import { startEnvironment } from './start-environment.js';

/** What the server was started with; besides main.ts nobody else asks for it. */
@Global()
@Module({
  providers: [
    { provide: Env, useFactory: () => parseEnv(startEnvironment().variables) },
    GitLimits,
    { provide: HostEnvironment, useFactory: () => HostEnvironment.from(startEnvironment().variables) },
    { provide: ModelEnvironment, useFactory: () => ModelEnvironment.from(startEnvironment().variables) },
  ],
  exports: [Env, GitLimits, HostEnvironment, ModelEnvironment],
})
export class ConfigModule {}
