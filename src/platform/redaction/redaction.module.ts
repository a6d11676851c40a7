/**
 * Removes secrets from text: those the server was started with, those of single jobs, and whatever looks like a known token.
 * config/variables declares which variables are secret.
 * Enter through `Redactor`, `JobRedactors`, `redactedPieces`, `isRedactable`, `knownSecrets`, `formsOf` and `RedactingLogger`.
 */
import { Global, Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { HostEnvironment } from '../config/host-environment.js';
import { ModelEnvironment } from '../config/model-environment.js';
import { JobRedactors } from './job-redactors.js';
import { knownSecrets } from './known-secrets.js';
import { Redactor } from './redactor.js';

@Global()
@Module({
  providers: [
    {
      provide: Redactor,
      inject: [Env, HostEnvironment, ModelEnvironment],
      useFactory: (env: Env, host: HostEnvironment, model: ModelEnvironment) =>
        new Redactor(knownSecrets(env, host.network, model.variables)),
    },
    JobRedactors,
  ],
  exports: [Redactor, JobRedactors],
})
export class RedactionModule {}
