import { setTimeout as delay } from 'node:timers/promises';
import { listProcessIds, type ProcessMarks, readMarks, readParentId } from './process-table.js';

/** A process that forked while we looked is missed by one look, so this many in a row must find nothing. */
const CLEAN_LOOKS = 3;
const PAUSE_MS = 10;
const LONGEST_SWEEP_MS = 4_000;

export interface SweepOutcome {
  readonly killed: number;
  /** Processes that are still there although they were killed: the kernel holds them. */
  readonly left: number;
}

/**
 * Kills every process whose marks are doomed, with its descendants, whatever session or group they fled to,
 * and repeats until none is left. Never touches this process and its ancestors.
 * A process that shed its environment *and* outlived its parent is not found: only a stronger driver holds such a one.
 */
export async function sweepProcesses(isDoomed: (marks: ProcessMarks) => boolean): Promise<SweepOutcome> {
  const spared = ancestorsOf(process.pid);
  const killed = new Set<number>();
  const deadline = performance.now() + LONGEST_SWEEP_MS;
  let left = 0;
  for (let cleanLooks = 0; cleanLooks < CLEAN_LOOKS && performance.now() < deadline;) {
    const found = killDoomed(isDoomed, spared);
    for (const pid of found) killed.add(pid);
    left = found.length;
    cleanLooks = left === 0 ? cleanLooks + 1 : 0;
    if (cleanLooks < CLEAN_LOOKS) await delay(PAUSE_MS);
  }
  return { killed: killed.size, left };
}

/**
 * One look at all processes, the newest first, each marked one killed the moment it is seen: that outruns a tree whose
 * every process forks the next and leaves. Children come before their parents this way, so that a child without marks
 * is still known by its parent when this very look has killed the parent.
 */
function killDoomed(isDoomed: (marks: ProcessMarks) => boolean, spared: ReadonlySet<number>): number[] {
  const pids = listProcessIds().filter((pid) => !spared.has(pid));
  const parents = new Map<number, number | null>();
  const doomed = new Set<number>();
  for (const pid of pids.sort((a, b) => b - a)) {
    parents.set(pid, readParentId(pid));
    const marks = readMarks(pid);
    if (marks && isDoomed(marks) && kill(pid)) doomed.add(pid);
  }
  if (doomed.size === 0) return [];
  const children = pids.filter((pid) => !doomed.has(pid) && descendsFrom(pid, doomed, parents) && kill(pid));
  return [...doomed, ...children];
}

function descendsFrom(pid: number, roots: ReadonlySet<number>, parents: ReadonlyMap<number, number | null>): boolean {
  let parent = parents.get(pid);
  for (let steps = 0; parent && steps < parents.size; steps += 1) {
    if (roots.has(parent)) return true;
    parent = parents.get(parent);
  }
  return false;
}

function ancestorsOf(pid: number): ReadonlySet<number> {
  const line = new Set<number>();
  for (let current: number | null = pid; current && !line.has(current); current = readParentId(current))
    line.add(current);
  return line;
}

/** Whether there was a process to kill. */
function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
