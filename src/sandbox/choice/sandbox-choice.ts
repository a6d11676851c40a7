import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logger } from '@nestjs/common';
import type { Env } from '../../platform/config/env.js';
import { InvalidEnvironmentError } from '../../platform/config/parse-env.js';
import { modelSocketOf, RELAY_PORT } from '../network/model-socket.js';
import { type BubblewrapProgram, BubblewrapSandbox } from '../drivers/bubblewrap-sandbox.js';
import { CloneGroups } from '../accounts/clone-groups.js';
import { JobAccounts } from '../accounts/job-accounts.js';
import { JobDirectories } from '../directories/job-directories.js';
import { JobLimits } from '../limits/job-limits.js';
import { NoSandbox } from '../drivers/no-sandbox.js';
import type { Sandbox, SandboxDriver } from '../sandbox.js';
import { SandboxProbe } from './sandbox-probe.js';
import { contains, systemView } from '../drivers/system-view.js';
import { UserSandbox } from '../drivers/user-sandbox.js';

/** The driver for this machine, and the jobs' directories set up for it. */
export interface ChosenSandbox {
  readonly sandbox: Sandbox;
  readonly directories: JobDirectories;
}

/** The same path from src/ and from dist/. */
const RELAY = fileURLToPath(new URL('../../../scripts/loopback-relay.mjs', import.meta.url));
const STRONGEST_FIRST: readonly SandboxDriver[] = ['bubblewrap', 'user', 'none'];
const BWRAP_PATHS = ['/usr/bin/bwrap', '/usr/local/bin/bwrap', '/bin/bwrap', '/run/wrappers/bin/bwrap'];

/**
 * Picks the strongest driver that really keeps a job's processes away from the server's files, or the configured one.
 * @throws InvalidEnvironmentError when the configured or required driver does not work.
 */
export async function chooseSandbox(env: Env, nodeId: string): Promise<ChosenSandbox> {
  assertNothingExposed(env);
  const logger = new Logger('Sandbox');
  const candidates = env.SANDBOX === 'auto' ? STRONGEST_FIRST : [env.SANDBOX];
  const problems: string[] = [];
  for (const driver of candidates) {
    const { chosen, problem } = await tryDriver(driver, env, nodeId);
    if (chosen && needsBubblewrap(env) && driver !== 'bubblewrap') break;
    if (chosen) {
      for (const sentence of problems) logger.warn(sentence);
      logger.log(describe(chosen.sandbox));
      return chosen;
    }
    problems.push(`the sandbox ${driver} does not work here: ${problem}`);
  }
  throw new InvalidEnvironmentError([refusal(env, problems)]);
}

function describe({ driver, network, inForce }: Sandbox): string {
  const limits = inForce.length > 0 ? `limits on ${inForce.join(', ').replace('file_size', 'file size')}` : 'no limits';
  return `jobs run in the sandbox ${driver}, network ${network}, ${limits}`;
}

function needsBubblewrap({ SANDBOX_REQUIRED, SANDBOX_NETWORK }: Env): boolean {
  return SANDBOX_REQUIRED || SANDBOX_NETWORK === 'model-only';
}

function refusal(env: Env, problems: readonly string[]): string {
  const why = problems.length > 0 ? `: ${problems.join('; ')}` : '';
  const { SANDBOX, SANDBOX_REQUIRED } = env;
  if (!needsBubblewrap(env)) return `SANDBOX=${SANDBOX} cannot be used${why}`;
  const setting = SANDBOX_REQUIRED ? 'SANDBOX_REQUIRED=true' : 'SANDBOX_NETWORK=model-only';
  return `${setting} needs the sandbox bubblewrap, but jobs would run without it (SANDBOX=${SANDBOX})${why}`;
}

type Attempt =
  { readonly chosen: ChosenSandbox; readonly problem: null } | { readonly chosen: null; readonly problem: string };

async function tryDriver(driver: SandboxDriver, env: Env, nodeId: string): Promise<Attempt> {
  try {
    const chosen = makeSandbox(driver, env, nodeId);
    if (driver === 'user') await openDirectories(env);
    if (driver !== 'none') await new SandboxProbe(env, chosen).assertWorks();
    return { chosen, problem: null };
  } catch (error) {
    return { chosen: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

function makeSandbox(driver: SandboxDriver, env: Env, nodeId: string): ChosenSandbox {
  const isRoot = process.getuid?.() === 0;
  const accounts =
    isRoot && driver !== 'none' ? new JobAccounts(env.SANDBOX_FIRST_UID, join(env.DATA_DIR, 'jobs')) : null;
  const clones = driver === 'user' ? CloneGroups.after(env.SANDBOX_FIRST_UID, env.REPOS_DIR) : null;
  const directories = new JobDirectories(env, accounts, clones);
  if (accounts) assertOpenUmask();
  if (driver === 'none') return { sandbox: new NoSandbox(nodeId), directories };
  if (driver === 'user') {
    if (!isRoot) throw new Error('only a server that runs as root can start jobs as other users');
    return { sandbox: new UserSandbox(nodeId, directories, new JobLimits(env, nodeId)), directories };
  }
  const bridge = env.SANDBOX_NETWORK === 'open' ? null : { socket: modelSocketOf(env), port: RELAY_PORT, relay: RELAY };
  const limits = new JobLimits(env, nodeId);
  return {
    sandbox: new BubblewrapSandbox(nodeId, findBubblewrap(), systemView(env), directories, limits, bridge),
    directories,
  };
}

function findBubblewrap(): BubblewrapProgram {
  const path = BWRAP_PATHS.find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error('bwrap is not installed (package bubblewrap)');
  const { stdout, error } = spawnSync(path, ['--help'], { encoding: 'utf8', env: {}, timeout: 5_000 });
  if (error) throw new Error(`${path} cannot be run (${(error as NodeJS.ErrnoException).code ?? error.message})`);
  return { path, disablesUserNamespaces: stdout.includes('--disable-userns') };
}

/** Git creates the files that jobs read, using the server's umask. */
function assertOpenUmask(): void {
  if ((process.umask() & 0o055) !== 0) throw new Error('the server needs the umask 022: other users read its clones');
}

/** Lets other users pass through the server's directories without listing them. */
async function openDirectories({ DATA_DIR, REPOS_DIR, WORKTREES_DIR }: Env): Promise<void> {
  for (const directory of [DATA_DIR, join(DATA_DIR, 'jobs'), REPOS_DIR, WORKTREES_DIR]) {
    await mkdir(directory, { recursive: true });
    await chmod(directory, 0o711);
  }
}

/** @throws InvalidEnvironmentError when the settings would show jobs the server's own directories. */
export function assertNothingExposed({ SANDBOX_READ_ONLY, DATA_DIR, REPOS_DIR, WORKTREES_DIR }: Env): void {
  const own = { DATA_DIR, REPOS_DIR, WORKTREES_DIR };
  const exposed = Object.entries(own).filter(([, path]) =>
    SANDBOX_READ_ONLY.some((shown) => contains(shown, path) || contains(path, shown)),
  );
  if (exposed.length === 0) return;
  throw new InvalidEnvironmentError(
    exposed.map(([name]) => `SANDBOX_READ_ONLY must neither contain ${name} nor lie in it`),
  );
}
