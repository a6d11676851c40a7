import { Global, Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { ModelEnvironment } from '../config/model-environment.js';
import { JobRedactors } from './job-redactors.js';
import { knownSecrets } from './known-secrets.js';
import { Redactor } from './redactor.js';
import { Shutdown } from './shutdown.js';

@Global()
@Module({
  providers: [
    {
      provide: Redactor,
      inject: [Env, ModelEnvironment],
      useFactory: (env: Env, model: ModelEnvironment) => new Redactor(knownSecrets(env, model)),
    },
    JobRedactors,
    Shutdown,
  ],
  exports: [Redactor, JobRedactors, Shutdown],
})
export class CommonModule {}
