import { createHash } from 'node:crypto';

/** A key of AES-256. */
export interface SealingKey {
  /** Names the key in what it has sealed, and tells nothing of it. */
  readonly id: string;
  readonly bytes: Buffer;
}

export function sealingKeyOf(bytes: Buffer): SealingKey {
  const id = createHash('sha256').update('sealing key\0').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}
