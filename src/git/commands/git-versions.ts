import type { HostEnvironment } from '../../platform/config/host-environment.js';
import { gitEnvironment } from './git-environment.js';
import { runLocalGit } from './local-git.js';

const TIMEOUT_MS = 5_000;

/** The versions of git and of Git LFS that the server would run, such as `2.47.1`; null: it cannot be run. Never rejects. */
export async function gitVersions(
  host: HostEnvironment,
): Promise<{ readonly git: string | null; readonly lfs: string | null }> {
  const [git, lfs] = await Promise.all([versionOf(host, ['--version']), versionOf(host, ['lfs', 'version'])]);
  return { git, lfs };
}

async function versionOf(host: HostEnvironment, args: readonly string[]): Promise<string | null> {
  const env = gitEnvironment(host, { kind: 'none' });
  const options = { cwd: '/', env, signal: AbortSignal.timeout(TIMEOUT_MS) };
  const said = await runLocalGit(args, options).catch(() => null);
  return said?.exitCode === 0 ? (/\d+\.\d+(?:\.\d+)?/.exec(said.stdout)?.[0] ?? null) : null;
}
