import { Global, Module } from '@nestjs/common';
import { Env } from './env.js';
import { GitLimits } from './git-limits.js';
import { HostEnvironment } from './host-environment.js';
import { ModelEnvironment } from './model-environment.js';
import { parseEnv } from './parse-env.js';

/** The only reader of `process.env` besides main.ts. */
@Global()
@Module({
  providers: [
    { provide: Env, useFactory: () => parseEnv(process.env) },
    GitLimits,
    { provide: HostEnvironment, useFactory: () => HostEnvironment.from(process.env) },
    { provide: ModelEnvironment, useFactory: () => ModelEnvironment.from(process.env) },
  ],
  exports: [Env, GitLimits, HostEnvironment, ModelEnvironment],
})
export class ConfigModule {}
