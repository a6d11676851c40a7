import { existsSync } from 'node:fs';

/**
 * What stands between a job and the machine, weakest first: the drivers of the sandbox, and at the end the strongest of
 * them with the network closed and the model's key kept outside.
 */
export const WALLS = ['none', 'user', 'bubblewrap', 'model-only'] as const;
export type Wall = (typeof WALLS)[number];

/** The settings of a server with this wall. */
export function settingsOf(wall: Wall): Record<string, string> {
  if (wall !== 'model-only') return { SANDBOX: wall };
  return { SANDBOX: 'bubblewrap', SANDBOX_NETWORK: 'model-only', MODEL_CREDENTIAL_PROXY: 'true' };
}

/** Whether `wall` is `from` or stronger. */
export function isAtLeast(wall: Wall, from: Wall): boolean {
  return WALLS.indexOf(wall) >= WALLS.indexOf(from);
}

/** Why this machine cannot have the wall; null: it can, and a server that does not build it is at fault. */
export function problemOf(wall: Wall): string | null {
  if (wall === 'user') return process.getuid?.() === 0 ? null : 'only root can start jobs as other users';
  if (wall === 'none' || BWRAP_PATHS.some((path) => existsSync(path))) return null;
  return 'bubblewrap is not installed';
}

const BWRAP_PATHS = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap', '/run/wrappers/bin/bwrap'];
