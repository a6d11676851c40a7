import { createHash } from 'node:crypto';
import type { ModelEnvironment } from './model-environment.js';

/** Hexadecimal digits: enough to tell credentials apart, too few to reveal one. */
const LENGTH = 24;

/** Identifies the credential with which this node reaches the model; the same on every node with that credential. */
export function credentialIdOf(model: ModelEnvironment): string {
  const parts = [model.variables['ANTHROPIC_BASE_URL'] ?? '', ...model.secrets];
  return createHash('sha256')
    .update(`model-credential\0${parts.join('\0')}`)
    .digest('hex')
    .slice(0, LENGTH);
}
