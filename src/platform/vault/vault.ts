import { DomainError } from '../errors/domain-error.js';
import { keyIdOf, openWith, sealWith } from './sealed-text.js';
import type { SealingKey } from './sealing-key.js';

/** What was sealed cannot be opened. The message names the key, and nothing of the content. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
}

/** Encrypts what callers entrust to the server, for the database. */
export class Vault {
  /** @param keys the first seals, all open; empty: this server takes nothing that needs sealing. */
  constructor(private readonly keys: readonly SealingKey[]) {}

  /** Refuses what could only be kept in clear text. @throws DomainError `conflict` naming the field. */
  assertCanSeal(field: string): void {
    if (this.keys.length > 0) return;
    throw new DomainError(
      'conflict',
      'encryption_key_required',
      `${field} cannot be kept safely: set ENCRYPTION_KEY on all servers of this database`,
    );
  }

  /** @param about what the content is, and whose: it can only be opened again as that. @throws VaultError without a key. */
  seal(content: string | Uint8Array, about: string): string {
    const [first] = this.keys;
    if (first === undefined) throw new VaultError('this server has no ENCRYPTION_KEY');
    return sealWith(first, typeof content === 'string' ? Buffer.from(content) : content, about);
  }

  /** @throws VaultError when no key of this server fits, or when it was changed or belongs to something else. */
  open(sealed: string, about: string): Buffer {
    const id = keyIdOf(sealed);
    const key = this.keys.find((each) => each.id === id);
    if (key === undefined)
      throw new VaultError(`it is encrypted with the key ${id ?? '?'}, which ENCRYPTION_KEY lacks`);
    const content = openWith(key, sealed, about);
    if (content === null) throw new VaultError('it was damaged');
    return content;
  }

  /** Whether it was sealed with the key that seals now. */
  isCurrent(sealed: string): boolean {
    return keyIdOf(sealed) === this.keys[0]?.id;
  }
}
