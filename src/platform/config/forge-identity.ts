import { createHash } from 'node:crypto';
import type { Env } from './env.js';

/** Hexadecimal digits: enough to tell forges and tokens apart, too few to reveal a token. */
const LENGTH = 24;

/** Identifies the forge as this node uses it: the same on every node with the same addresses and the same credentials. */
export function forgeIdOf(env: Env): string {
  const credentials = hasOwnersCredentials(env) ? [env.GITHUB_TOKENS ?? '', env.GITHUB_APP_ID ?? ''] : [];
  const parts = [env.GITHUB_SERVER_URL, env.GITHUB_API_URL, env.GITHUB_TOKEN ?? '', ...credentials];
  return createHash('sha256')
    .update(`forge\0${parts.join('\0')}`)
    .digest('hex')
    .slice(0, LENGTH);
}

/** Whether owners have credentials, and thereby limits, of their own: what GitHub says about one then says nothing about others. */
export function hasOwnersCredentials({ GITHUB_TOKENS, GITHUB_APP_ID }: Env): boolean {
  return GITHUB_TOKENS !== null || GITHUB_APP_ID !== null;
}
