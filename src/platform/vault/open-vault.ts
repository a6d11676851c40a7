import type { Env } from '../config/env.js';
import { encryptionKeysIn } from '../config/forms/encryption-keys.js';
import { InvalidEnvironmentError } from '../config/parse-env.js';
import type { StoreMode } from '../store/store.js';
import { makeOwnKeyIn, ownKeyIn } from './own-key-file.js';
import { keyIdOf } from './sealed-text.js';
import type { SealingCanaryRepository } from './sealing-canary.repository.js';
import { type SealingKey, sealingKeyOf } from './sealing-key.js';
import { Vault, VaultError } from './vault.js';

const CANARY = 'canary';

type VaultEnv = Pick<Env, 'ENCRYPTION_KEY' | 'DATA_DIR'>;

/**
 * The vault of this server, once it is sure that all servers of the database can open what it seals. Without ENCRYPTION_KEY, a
 * server with a database of its own makes a key; another one has none.
 * @throws InvalidEnvironmentError when the database has secrets that this server could not open.
 */
export async function openVault(env: VaultEnv, mode: StoreMode, canary: SealingCanaryRepository): Promise<Vault> {
  const stored = await canary.find();
  const keys = await keysOf(env, mode, stored !== null);
  const vault = new Vault(keys);
  if (stored !== null) assertOpens(vault, stored, keys, mode);
  else if (keys.length > 0) await canary.propose(vault.seal(CANARY, CANARY));
  if (keys.length === 0) return vault;
  // Two servers may have started at the same moment, or this one has another first key than the last one.
  const present = (await canary.find()) ?? '';
  assertOpens(vault, present, keys, mode);
  if (!vault.isCurrent(present)) await canary.replace(present, vault.seal(CANARY, CANARY));
  return vault;
}

/** @param isInUse whether the database has a key already: a new one would open nothing of it. */
async function keysOf(
  { ENCRYPTION_KEY, DATA_DIR }: VaultEnv,
  mode: StoreMode,
  isInUse: boolean,
): Promise<SealingKey[]> {
  const given = ENCRYPTION_KEY === null ? [] : encryptionKeysIn(ENCRYPTION_KEY);
  const own = mode === 'embedded' ? await ownKeyIn(DATA_DIR) : null;
  const all = own === null ? given : [...given, own];
  if (all.length === 0 && mode === 'embedded' && !isInUse) all.push(await makeOwnKeyIn(DATA_DIR));
  return all.map(sealingKeyOf);
}

function assertOpens(vault: Vault, stored: string, keys: readonly SealingKey[], mode: StoreMode): void {
  try {
    vault.open(stored, CANARY);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    const needed = keyIdOf(stored) ?? '?';
    throw new InvalidEnvironmentError([mode === 'embedded' ? lostKey(needed) : otherKey(needed, keys)]);
  }
}

function lostKey(needed: string): string {
  return (
    `The database in DATA_DIR has secrets that are encrypted with the key ${needed}, which this server lacks: ` +
    'restore the file encryption-key in DATA_DIR, or add that key to ENCRYPTION_KEY'
  );
}

function otherKey(needed: string, keys: readonly SealingKey[]): string {
  const own = keys.length === 0 ? 'is not set' : `has only ${keys.map(({ id }) => id).join(', ')}`;
  return (
    `The servers of this database encrypt secrets with the key ${needed}, but ENCRYPTION_KEY ${own}: ` +
    'give all servers of a database the same keys'
  );
}
