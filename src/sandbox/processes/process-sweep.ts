import { setTimeout as delay } from 'node:timers/promises';
import { isZombie, listProcessIds, type ProcessMarks, readMarks, readParentId } from './process-table.js';

/** One scan can miss a process that forks meanwhile, so this many in a row must find nothing. */
const CLEAN_LOOKS = 3;
const PAUSE_MS = 10;
const LONGEST_SWEEP_MS = 4_000;

export interface SweepOutcome {
  readonly killed: number;
  /** Processes that still exist although they were killed: the kernel holds them. */
  readonly left: number;
}

/**
 * Kills every process whose marks are doomed and its descendants, in whatever session or group they are, and repeats until none
 * is left. Never touches this process and its ancestors. Cannot find a process that cleared its environment *and* outlived its
 * parent: only a stronger driver contains such a process.
 */
export async function sweepProcesses(isDoomed: (marks: ProcessMarks) => boolean): Promise<SweepOutcome> {
  const spared = ancestorsOf(process.pid);
  const killed = new Set<number>();
  const deadline = performance.now() + LONGEST_SWEEP_MS;
  let left = 0;
  for (let cleanLooks = 0; cleanLooks < CLEAN_LOOKS && performance.now() < deadline;) {
    const frozen = await freezeDoomed(isDoomed, spared, deadline);
    for (const pid of frozen) if (signal(pid, 'SIGKILL')) killed.add(pid);
    left = frozen.size;
    cleanLooks = left === 0 ? cleanLooks + 1 : 0;
    if (cleanLooks < CLEAN_LOOKS) await delay(PAUSE_MS);
  }
  return { killed: killed.size, left };
}

/**
 * Freezes all of them before any is killed. A frozen process can neither fork nor exit, so a child without marks can still be
 * found through its parent. Done when a scan finds no new process.
 */
async function freezeDoomed(
  isDoomed: (marks: ProcessMarks) => boolean,
  spared: ReadonlySet<number>,
  deadline: number,
): Promise<ReadonlySet<number>> {
  const frozen = new Set<number>();
  for (let before = -1; frozen.size > before && performance.now() < deadline;) {
    before = frozen.size;
    freezeOnSight(isDoomed, spared, frozen);
    if (frozen.size > before) await delay(1);
  }
  return frozen;
}

/** Freezes each process on sight, newest first: that outruns a chain in which every process forks the next and exits. */
function freezeOnSight(
  isDoomed: (marks: ProcessMarks) => boolean,
  spared: ReadonlySet<number>,
  frozen: Set<number>,
): void {
  const pids = listProcessIds().filter((pid) => !spared.has(pid));
  const parents = new Map<number, number | null>();
  for (const pid of pids.sort((a, b) => b - a)) {
    const marks = frozen.has(pid) ? null : readMarks(pid);
    if (marks && isDoomed(marks) && signal(pid, 'SIGSTOP')) frozen.add(pid);
    parents.set(pid, readParentId(pid));
  }
  const isChild = (pid: number): boolean => descendsFrom(pid, frozen, parents) && !isZombie(pid);
  const children = frozen.size === 0 ? [] : pids.filter((pid) => !frozen.has(pid) && isChild(pid));
  for (const pid of children) if (signal(pid, 'SIGSTOP')) frozen.add(pid);
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

/** Whether there was such a process, and one that we may signal. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
