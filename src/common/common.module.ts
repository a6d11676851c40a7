import { Global, Module } from '@nestjs/common';
import { Env } from '../config/env.js';
import { ModelEnvironment } from '../config/model-environment.js';
import { Redactor } from './redactor.js';

/** Every secret this server was started with. */
function knownSecrets(env: Env, model: ModelEnvironment): string[] {
  const password = env.DATABASE_URL ? new URL(env.DATABASE_URL).password : null;
  const own = [env.AGENT_API_SECRET, env.GITHUB_TOKEN, env.SUPABASE_SERVICE_ROLE_KEY, password];
  return [...own.flatMap((secret) => secret ?? []), ...model.secrets];
}

@Global()
@Module({
  providers: [
    {
      provide: Redactor,
      inject: [Env, ModelEnvironment],
      useFactory: (env: Env, model: ModelEnvironment) => new Redactor(knownSecrets(env, model)),
    },
  ],
  exports: [Redactor],
})
export class CommonModule {}
