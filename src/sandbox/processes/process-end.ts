import type { ChildProcess } from 'node:child_process';
import { signalGroup, within } from './process-group.js';

/** How long output may still arrive after a command has ended, in milliseconds: one of its children may hold the pipe open forever. */
const LAST_OUTPUT_MS = 1_000;

/**
 * To be called right after the start of a command that leads a process group. Resolves when the command has ended, what it left
 * in its group was killed, and its output was read or, because it does not end, `release`d. @throws Error when it could not be started.
 */
export function endOf(child: ChildProcess, release: () => void): Promise<void> {
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exited = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
  const end = async (): Promise<void> => {
    await exited;
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    if (!(await within(LAST_OUTPUT_MS, closed))) release();
  };
  const ended = end();
  // Whoever stops waiting has a reason of its own.
  ended.catch(() => undefined);
  return ended;
}
