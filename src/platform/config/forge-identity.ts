import { createHash } from 'node:crypto';
import type { Env } from './env.js';

/** Hexadecimal digits: enough to tell forges and tokens apart, too few to reveal a token. */
const LENGTH = 24;

/** Identifies the forge as this node uses it: the same on every node with the same addresses and the same token. */
export function forgeIdOf({ GITHUB_SERVER_URL, GITHUB_API_URL, GITHUB_TOKEN }: Env): string {
  return createHash('sha256')
    .update(`forge\0${[GITHUB_SERVER_URL, GITHUB_API_URL, GITHUB_TOKEN ?? ''].join('\0')}`)
    .digest('hex')
    .slice(0, LENGTH);
}
