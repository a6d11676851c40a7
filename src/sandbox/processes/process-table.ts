import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { JOB_MARKER, NODE_MARKER } from '../sandbox.js';

/** The job and the server to which a process belongs. */
export interface ProcessMarks {
  readonly jobId: string;
  readonly nodeId: string;
}

/** Whether this system shows the environment of processes in /proc (Linux does, macOS does not). */
export function hasProcessTable(): boolean {
  return existsSync('/proc/self/environ');
}

/** Ids of all processes at this moment. */
export function listProcessIds(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** null: the process has no marks, is gone or a zombie, or belongs to a user whose processes we may not read. */
export function readMarks(pid: number): ProcessMarks | null {
  const environ = readProcFile(pid, 'environ');
  if (!environ?.includes(`${JOB_MARKER}=`)) return null;
  const variables = environ.split('\0');
  const jobId = valueOf(variables, JOB_MARKER);
  const nodeId = valueOf(variables, NODE_MARKER);
  return jobId === null || nodeId === null ? null : { jobId, nodeId };
}

/** null: the process is gone. */
export function readParentId(pid: number): number | null {
  const fields = readStat(pid);
  return fields ? Number(fields[1]) : null;
}

/** Whether the process has ended and is only waiting for its parent to reap it. */
export function isZombie(pid: number): boolean {
  return readStat(pid)?.[0] === 'Z';
}

/** The fields after the program's name, from the state on. The name may contain any character (proc_pid_stat(5)). */
function readStat(pid: number): readonly string[] | null {
  const stat = readProcFile(pid, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? null;
}

function readProcFile(pid: number, name: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return null;
  }
}

function valueOf(variables: readonly string[], name: string): string | null {
  const prefix = `${name}=`;
  return variables.find((variable) => variable.startsWith(prefix))?.slice(prefix.length) ?? null;
}
