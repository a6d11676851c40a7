import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Env } from '../config/env.js';

export type LimitName = 'memory' | 'processes' | 'cpu' | 'file_size';

/** One file of a group's controller, and what is written to it. */
interface Limit {
  readonly name: LimitName;
  readonly controller: string;
  readonly file: string;
  readonly value: number;
}

/** A folder below which groups can be made, and what they limit there. */
interface Hierarchy {
  readonly folder: string;
  readonly limits: readonly Limit[];
}

const MOUNT = '/sys/fs/cgroup';

/**
 * A control group per job, where the server may make them: in the unified hierarchy (v2) if its controllers can be handed on there,
 * else in those of v1. What cannot be limited is not, and is not named in `inForce`; no job fails for it.
 */
export class JobCgroups {
  readonly inForce: readonly LimitName[];

  private constructor(
    private readonly hierarchies: readonly Hierarchy[],
    private readonly prefix: string,
  ) {
    this.inForce = hierarchies.flatMap(({ limits }) => limits.map(({ name }) => name));
  }

  /** @param nodeId name of this server, by which its groups are known. */
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

  /** Makes the job's groups. Returns the files that a process writes its id to, to join them. */
  prepare(jobId: string): string[] {
    return this.hierarchies.flatMap(({ folder, limits }) => {
      const group = join(folder, `${this.prefix}${jobId}`);
      return apply(group, limits).length > 0 ? [join(group, 'cgroup.procs')] : [];
    });
  }

  /** Nothing happens while a process is in them. */
  remove(jobId: string): void {
    for (const { folder } of this.hierarchies) discard(join(folder, `${this.prefix}${jobId}`));
  }

  /** {@link remove} of what this server made, in an earlier life too, for jobs that are not among these. */
  removeAllBut(jobIds: ReadonlySet<string>): void {
    for (const { folder } of this.hierarchies) {
      const ours = readdirSync(folder).filter((name) => name.startsWith(this.prefix));
      for (const name of ours) if (!jobIds.has(name.slice(this.prefix.length))) discard(join(folder, name));
    }
  }
}

/** The group of this process per hierarchy; the unified one has the name ''. */
function ownGroups(): ReadonlyMap<string, string> {
  const lines = existsSync('/proc/self/cgroup') ? readFileSync('/proc/self/cgroup', 'utf8').trim().split('\n') : [];
  return new Map(lines.map((line) => [line.split(':')[1] ?? '', line.split(':').slice(2).join(':')]));
}

function unifiedHierarchy(own: ReadonlyMap<string, string>, env: Env): Hierarchy[] {
  const path = own.get('');
  if (path === undefined || !existsSync(join(MOUNT, 'cgroup.controllers'))) return [];
  const group = join(MOUNT, path);
  // A group that hands controllers on may hold no process itself: the service's own then sits one below (DelegateSubgroup).
  const folder = basename(group) === 'server' ? dirname(group) : group;
  for (const controller of ['memory', 'pids', 'cpu'])
    attempt(() => writeFileSync(join(folder, 'cgroup.subtree_control'), `+${controller}`));
  const limits: Limit[] = [
    { name: 'memory', controller: 'memory', file: 'memory.max', value: env.SANDBOX_MEMORY },
    { name: 'processes', controller: 'pids', file: 'pids.max', value: env.SANDBOX_PROCESSES },
    { name: 'cpu', controller: 'cpu', file: 'cpu.weight', value: env.SANDBOX_CPU_WEIGHT },
  ];
  return [{ folder, limits }];
}

function legacyHierarchies(own: ReadonlyMap<string, string>, env: Env): Hierarchy[] {
  // 1024 shares are the weight 100.
  const shares = Math.max(2, Math.round(env.SANDBOX_CPU_WEIGHT * 10.24));
  const limits: Limit[] = [
    { name: 'memory', controller: 'memory', file: 'memory.limit_in_bytes', value: env.SANDBOX_MEMORY },
    { name: 'processes', controller: 'pids', file: 'pids.max', value: env.SANDBOX_PROCESSES },
    { name: 'cpu', controller: 'cpu', file: 'cpu.shares', value: shares },
  ];
  return limits.flatMap((limit) => {
    const names = [...own.keys()].find((key) => key.split(',').includes(limit.controller));
    return names === undefined ? [] : [{ folder: join(MOUNT, names, own.get(names) ?? ''), limits: [limit] }];
  });
}

/** What of a hierarchy works, found out by using it. */
function tested({ folder, limits }: Hierarchy, probe: string): Hierarchy[] {
  const group = join(folder, probe);
  const working = existsSync(folder) ? apply(group, limits) : [];
  discard(group);
  return working.length > 0 ? [{ folder, limits: working }] : [];
}

/** Returns the limits that are set now. */
function apply(group: string, limits: readonly Limit[]): Limit[] {
  attempt(() => mkdirSync(group));
  return limits.filter(({ file, value }) =>
    attempt(() => writeFileSync(join(group, file), String(value), { flag: 'r+' })),
  );
}

function discard(group: string): void {
  attempt(() => rmdirSync(group));
}

/** Whether it could be done. */
function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
