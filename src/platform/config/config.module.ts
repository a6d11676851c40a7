/**
 * What the server was started with: validated once, injected as `Env`. Nothing else reads the process's environment.
 * Whether a value works on this machine (a directory, a program) is checked where it is used.
 * Enter through `Env`, `parseEnv`, `startEnvironment`, `unwritableDirectories`, `misnamedVariables`, `GitLimits`, `HostEnvironment`, `ModelEnvironment`,
 * `StartFindings`, `loadEnvFile`, `weaknessOf`, `CommitAuthor`, `credentialIdOf`, `forgeIdOf`, `hasOwnersCredentials`, `ownerTokensOf`, `keyTextsIn`, `pemOf`, `readJsonFile`, `linkToJob`, `linkToArtifacts`, `shortDirectoryFor` and `nodeProblem`.
 */
import { Global, Module } from '@nestjs/common';
import { CommitAuthor } from './commit-author.js';
import { Env } from './env.js';
import { GitLimits } from './git-limits.js';
import { HostEnvironment } from './host-environment.js';
import { ModelEnvironment } from './model-environment.js';
import { parseEnv } from './parse-env.js';
import { startEnvironment } from './start-environment.js';
import { StartFindings } from './start/start-findings.js';

/** What the server was started with; apart from boot.ts, only this module reads it. */
@Global()
@Module({
  providers: [
    { provide: Env, useFactory: () => parseEnv(startEnvironment().variables) },
    { provide: StartFindings, useFactory: () => StartFindings.read() },
    CommitAuthor,
    GitLimits,
    { provide: HostEnvironment, useFactory: () => HostEnvironment.from(startEnvironment().variables) },
    { provide: ModelEnvironment, useFactory: () => ModelEnvironment.from(startEnvironment().variables) },
  ],
  exports: [CommitAuthor, Env, GitLimits, HostEnvironment, ModelEnvironment, StartFindings],
})
export class ConfigModule {}
