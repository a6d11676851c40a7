import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a killed process may take to disappear, in milliseconds; only one that hangs in the kernel takes longer. */
const KILL_WAIT_MS = 2_000;

/** Ends a process and the group that it leads: SIGTERM, then SIGKILL after `graceMs`. Resolves when the process is gone. */
export async function stopGroup(child: ChildProcess, graceMs: number): Promise<void> {
  if (child.pid === undefined || hasExited(child)) return;
  const exited = new Promise<true>((resolve) => child.once('exit', () => resolve(true)));
  signalGroup(child.pid, 'SIGTERM');
  if (await within(graceMs, exited)) return;
  signalGroup(child.pid, 'SIGKILL');
  await within(KILL_WAIT_MS, exited);
}

/** Signals all processes of a group, if there are any. */
export function signalGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal);
  } catch {
    // ESRCH: no process is left. EPERM: those left run as another user, beyond our reach.
  }
}

export function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Whether `event` resolved within `ms` milliseconds. */
export async function within(ms: number, event: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const late = delay(ms, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([event.then(() => true), late]);
  } finally {
    timer.abort();
  }
}
