import { existsSync, readFileSync } from 'node:fs';
import type { Env } from '../../platform/config/env.js';

export type RlimitSettings = Pick<Env, 'SANDBOX_FILE_SIZE' | 'SANDBOX_PROCESSES'>;

/** Prefix that runs a command as this user and these groups; a wrapper of util-linux that finally execs the command. */
export function asUser(uid: number, groups: readonly number[]): string[] {
  const others = groups.length > 0 ? ['--groups', groups.join(',')] : ['--clear-groups'];
  const ids = ['--reuid', String(uid), '--regid', String(uid), ...others];
  return ['/usr/bin/setpriv', ...ids, '--inh-caps=-all', '--bounding-set=-all', '--no-new-privs', '--'];
}

/** Prefix that limits a process and its children. The kernel counts processes per user, so the job needs a user or a namespace of its own. */
export function withRlimits({ SANDBOX_FILE_SIZE, SANDBOX_PROCESSES }: RlimitSettings): string[] {
  const fileSize = Math.min(SANDBOX_FILE_SIZE, hardLimit('Max file size'));
  const processes = Math.min(SANDBOX_PROCESSES, hardLimit('Max processes'));
  return ['/usr/bin/prlimit', `--fsize=${fileSize}`, `--nproc=${processes}`, '--core=0', '--'];
}

/** Prefix that joins the cgroups with these `cgroup.procs` files; a cgroup that cannot be joined is skipped. */
export function inCgroups(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const join = 'while [ "$1" != -- ]; do echo $$ > "$1"; shift; done 2>/dev/null; shift; exec "$@"';
  return ['/bin/sh', '-c', join, 'sh', ...files, '--'];
}

/** The server's own hard limit: asking for more would fail. */
function hardLimit(name: string): number {
  const limits = existsSync('/proc/self/limits') ? readFileSync('/proc/self/limits', 'utf8') : '';
  const hard = new RegExp(`^${name}\\s+\\S+\\s+(\\d+)`, 'm').exec(limits)?.[1];
  return hard === undefined ? Infinity : Number(hard);
}
