import { Global, Module } from '@nestjs/common';
import { ApiKeyRepository } from './api-key.repository.js';
import { Authenticator } from './authenticator.js';
import { FailedAttempts } from './failed-attempts.js';
import { KeyUsage } from './key-usage.js';
import { KeysController } from './keys.controller.js';
import { KeysService } from './keys.service.js';
import { KnownKeys } from './known-keys.js';

/** Who may do what: global, because the guard stands before every route. */
@Global()
@Module({
  controllers: [KeysController],
  providers: [ApiKeyRepository, Authenticator, FailedAttempts, KeyUsage, KeysService, KnownKeys],
  exports: [Authenticator, FailedAttempts],
})
export class AccessModule {}
