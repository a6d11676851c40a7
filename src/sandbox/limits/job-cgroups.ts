import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Env } from '../../platform/config/env.js';

export type LimitName = 'memory' | 'processes' | 'cpu' | 'file_size';

/** A file of a cgroup's controller, and the value written to it. */
interface Limit {
  readonly name: LimitName;
  readonly controller: string;
  readonly file: string;
  readonly value: number;
}

/** A directory in which cgroups can be made, and the limits that they set there. */
interface Hierarchy {
  readonly directory: string;
  readonly limits: readonly Limit[];
}

const MOUNT = '/sys/fs/cgroup';

/**
 * A control group per job, where the server may make them: in the unified hierarchy (v2) if it can delegate its controllers
 * there, else in those of v1. A limit that cannot be set is skipped and not named in `inForce`; no job fails because of it.
 */
export class JobCgroups {
  readonly inForce: readonly LimitName[];

  private constructor(
    private readonly hierarchies: readonly Hierarchy[],
    private readonly prefix: string,
  ) {
    this.inForce = hierarchies.flatMap(({ limits }) => limits.map(({ name }) => name));
  }

  /** @param nodeId name of this server, which identifies its cgroups. */
  static detect(env: Env, nodeId: string): JobCgroups {
    const prefix = `orchestrator-${nodeId.replace(/[^A-Za-z0-9._-]/g, '_')}-`;
    const own = ownGroups();
    const unified = unifiedHierarchy(own, env);
    const found = unified.length > 0 ? unified : legacyHierarchies(own, env);
    const groups = new JobCgroups(
      found.flatMap((hierarchy) => tested(hierarchy, `${prefix}probe`)),
      prefix,
    );
    return groups;
  }

  /** Makes the job's cgroups. Returns the files to which a process writes its id to join them. */
  prepare(jobId: string): string[] {
    return this.hierarchies.flatMap(({ directory, limits }) => {
      const group = join(directory, `${this.prefix}${jobId}`);
      return apply(group, limits).length > 0 ? [join(group, 'cgroup.procs')] : [];
    });
  }

  /** Removes the job's cgroups, unless a process is still in them. */
  remove(jobId: string): void {
    for (const { directory } of this.hierarchies) discard(join(directory, `${this.prefix}${jobId}`));
  }

  /** {@link remove} for all other jobs, including cgroups that an earlier run of this server made. */
  removeAllBut(jobIds: ReadonlySet<string>): void {
    for (const { directory } of this.hierarchies) {
      const ours = readdirSync(directory).filter((name) => name.startsWith(this.prefix));
      for (const name of ours) if (!jobIds.has(name.slice(this.prefix.length))) discard(join(directory, name));
    }
  }
}

/** The cgroup of this process by hierarchy; the unified hierarchy has the name ''. */
function ownGroups(): ReadonlyMap<string, string> {
  const lines = existsSync('/proc/self/cgroup') ? readFileSync('/proc/self/cgroup', 'utf8').trim().split('\n') : [];
  return new Map(lines.map((line) => [line.split(':')[1] ?? '', line.split(':').slice(2).join(':')]));
}

function unifiedHierarchy(own: ReadonlyMap<string, string>, env: Env): Hierarchy[] {
  const path = own.get('');
  if (path === undefined || !existsSync(join(MOUNT, 'cgroup.controllers'))) return [];
  const group = join(MOUNT, path);
  // A cgroup that delegates controllers may hold no process: the service's own process is one level below (DelegateSubgroup).
  const directory = basename(group) === 'server' ? dirname(group) : group;
  for (const controller of ['memory', 'pids', 'cpu'])
    attempt(() => writeFileSync(join(directory, 'cgroup.subtree_control'), `+${controller}`));
  const limits: Limit[] = [
    { name: 'memory', controller: 'memory', file: 'memory.max', value: env.SANDBOX_MEMORY },
    { name: 'processes', controller: 'pids', file: 'pids.max', value: env.SANDBOX_PROCESSES },
    { name: 'cpu', controller: 'cpu', file: 'cpu.weight', value: env.SANDBOX_CPU_WEIGHT },
  ];
  return [{ directory, limits }];
}

function legacyHierarchies(own: ReadonlyMap<string, string>, env: Env): Hierarchy[] {
  // 1024 shares correspond to the weight 100.
  const shares = Math.max(2, Math.round(env.SANDBOX_CPU_WEIGHT * 10.24));
  const limits: Limit[] = [
    { name: 'memory', controller: 'memory', file: 'memory.limit_in_bytes', value: env.SANDBOX_MEMORY },
    { name: 'processes', controller: 'pids', file: 'pids.max', value: env.SANDBOX_PROCESSES },
    { name: 'cpu', controller: 'cpu', file: 'cpu.shares', value: shares },
  ];
  return limits.flatMap((limit) => {
    const names = [...own.keys()].find((key) => key.split(',').includes(limit.controller));
    return names === undefined ? [] : [{ directory: join(MOUNT, names, own.get(names) ?? ''), limits: [limit] }];
  });
}

/** The part of a hierarchy that works, determined by trying it. */
function tested({ directory, limits }: Hierarchy, probe: string): Hierarchy[] {
  const group = join(directory, probe);
  const working = existsSync(directory) ? apply(group, limits) : [];
  discard(group);
  return working.length > 0 ? [{ directory, limits: working }] : [];
}

/** Returns the limits that were set. */
function apply(group: string, limits: readonly Limit[]): Limit[] {
  attempt(() => mkdirSync(group));
  return limits.filter(({ file, value }) =>
    attempt(() => writeFileSync(join(group, file), String(value), { flag: 'r+' })),
  );
}

function discard(group: string): void {
  attempt(() => rmdirSync(group));
}

/** Whether the action succeeded. */
function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
