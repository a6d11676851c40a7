/**
 * Who calls and what they may do: the bearer token, keys and their scopes, the limit on failed attempts, /admin/keys, /me.
 * A route that declares no scope is closed.
 * Enter through `Scope`, `BoundScope`, `Caller`, `CurrentCaller`, `Authenticator`, and `AccessGuard`.
 */
import { Global, Module } from '@nestjs/common';
import { ApiKeyRepository } from './api-key.repository.js';
import { Authenticator } from './authenticator.js';
import { FailedAttempts } from './failed-attempts.js';
import { KeyUsage } from './key-usage.js';
import { KeysController } from './keys.controller.js';
import { KeysService } from './keys.service.js';
import { KnownKeys } from './known-keys.js';
import { MeController } from './me.controller.js';

/** Global, because the guard runs before every route. */
@Global()
@Module({
  controllers: [KeysController, MeController],
  providers: [ApiKeyRepository, Authenticator, FailedAttempts, KeyUsage, KeysService, KnownKeys],
  exports: [Authenticator, FailedAttempts],
})
export class AccessModule {}
