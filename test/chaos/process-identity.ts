import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readMarks } from '../../src/sandbox/processes/process-table.js';

/** A process of a job, told apart from a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Of proc_pid_stat(5): clock ticks after boot. */
  readonly startTime: number;
  readonly jobId: string;
  /** NODE_ID of its server. */
  readonly nodeId: string;
}

export interface LiveProcess extends ProcessIdentity {
  readonly parent: number;
  /** Not stopped by a signal, not a zombie. */
  readonly runs: boolean;
}

/** null: it is gone, or belongs to no job. */
export function identify(pid: number): LiveProcess | null {
  const stat = read(pid, 'stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const marks = fields.length > 20 ? readMarks(pid) : null;
  if (!marks) return null;
  const [state = 'X', parent] = fields;
  return {
    pid,
    parent: Number(parent),
    startTime: Number(fields[19]),
    jobId: marks.jobId,
    // Behind it the mark names the server's folder; NodeIdentity.mark.
    nodeId: marks.nodeId.replace(/@[0-9a-f]+$/, ''),
    runs: !['T', 't', 'Z', 'X'].includes(state),
  };
}

/** Whether it is the CLI itself, and not a tool, a helper or a wrapper around it. */
export function isClaude(pid: number): boolean {
  const [program = '', script = '', ...rest] = read(pid, 'cmdline').split('\0');
  const named = [program, script].some((file) => basename(file).startsWith('claude'));
  return named && [script, ...rest].includes('stream-json');
}

export function sameProcess(a: ProcessIdentity, b: ProcessIdentity): boolean {
  return a.pid === b.pid && a.startTime === b.startTime;
}

export function nameOf({ pid, nodeId }: ProcessIdentity): string {
  return `process ${pid} of ${nodeId}`;
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
