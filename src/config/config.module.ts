import { Global, Module } from '@nestjs/common';
import { Env } from './env.js';
import { HostEnvironment } from './host-environment.js';
import { ModelEnvironment } from './model-environment.js';
import { parseEnv } from './parse-env.js';

/** The only reader of `process.env` besides main.ts. */
@Global()
@Module({
  providers: [
    { provide: Env, useFactory: () => parseEnv(process.env) },
    { provide: ModelEnvironment, useFactory: () => ModelEnvironment.from(process.env) },
    { provide: HostEnvironment, useFactory: () => HostEnvironment.from(process.env) },
  ],
  exports: [Env, ModelEnvironment, HostEnvironment],
})
export class ConfigModule {}
