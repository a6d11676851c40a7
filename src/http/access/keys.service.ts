import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { ApiKey } from './api-key.js';
import { ApiKeyRepository, MAX_LIVE_KEYS } from './api-key.repository.js';
import type { Caller } from './caller.js';
import type { CreateKeyDto } from './dto/create-key.dto.js';
import { digest, newToken } from './key-token.js';
import { KnownKeys } from './known-keys.js';

/** A key with its token, which is shown only once. */
export interface CreatedKey extends ApiKey {
  readonly token: string;
}

/** What administrators do with the keys of callers. */
@Injectable()
export class KeysService {
  private readonly logger = new Logger(KeysService.name);

  constructor(
    private readonly repository: ApiKeyRepository,
    private readonly known: KnownKeys,
  ) {}

  /** All keys, revoked ones included; newest first. */
  list(): Promise<ApiKey[]> {
    return this.repository.list();
  }

  /**
   * @throws DomainError `conflict` when another valid key has the name, or there are too many keys; `not_found` for a client;
   * `invalid` for a key that is bound to clients and was to administer the server.
   */
  async create(body: CreateKeyDto, creator: Caller): Promise<CreatedKey> {
    await this.assertBindable(body);
    const token = newToken();
    const key = await this.repository.create({
      name: body.name,
      scopes: [...new Set(body.scopes)],
      hash: digest(token),
      createdBy: creator.name,
      expiresAt: body.expiresAt ? new Date(body.expiresAt).toISOString() : null,
      maxMonthlyUsd: body.maxMonthlyUsd ?? null,
      clientIds: body.clientIds ? [...new Set(body.clientIds)] : null,
      limits: { requestsPerMinute: body.requestsPerMinute ?? null, jobsPerHour: body.jobsPerHour ?? null },
    });
    if (key === 'name_taken') {
      throw new DomainError('conflict', 'key_name_taken', `A key named ${body.name} exists: revoke it first`);
    }
    if (key === 'too_many') {
      throw new DomainError('conflict', 'too_many_keys', `There are ${MAX_LIVE_KEYS} valid keys: revoke one first`);
    }
    this.known.forget();
    this.logger.log(`key ${key.id}: created by ${creator.name} (${key.scopes.join(', ')})`);
    return { ...key, token };
  }

  /** Idempotent. @throws DomainError `not_found`. */
  async revoke(id: string): Promise<ApiKey> {
    const key = await this.repository.revoke(id);
    if (!key) throw DomainError.notFound('Key', id);
    this.known.forget();
    this.logger.log(`key ${id}: revoked`);
    return key;
  }

  private async assertBindable({ clientIds, scopes }: CreateKeyDto): Promise<void> {
    if (!clientIds) return;
    if (scopes.includes('admin')) {
      throw DomainError.invalid(
        'scopes',
        'A key that is bound to clients cannot have the scope admin: leave out one of the two',
      );
    }
    const known = new Set(await this.repository.knownClients(clientIds));
    const unknown = clientIds.find((id) => !known.has(id));
    if (unknown !== undefined) throw DomainError.notFound('clientIds', unknown);
  }
}
