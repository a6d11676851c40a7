import { IsOptional } from 'class-validator';
import { EncryptionKeyList } from '../forms/encryption-keys.js';
import { Secret } from './declaration.js';

/** Vault: how the database keeps the secrets of jobs. */
export class VaultVariables {
  /**
   * Keys with which they are encrypted, 32 bytes each, such as from `openssl rand -base64 32`, separated by commas. The first encrypts,
   * all decrypt. All servers of a database need the same ones. Unset: a server that runs its database itself makes a key in
   * `DATA_DIR`, any other takes no such secrets.
   */
  @IsOptional()
  @Secret('list')
  @EncryptionKeyList()
  readonly ENCRYPTION_KEY: string | null = null;
}
