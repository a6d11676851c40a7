import type { Evidence, Invariant, JobEvidence, ModelCall, Violation } from '../evidence.js';
import { nameOf, sameProcess } from '../process-identity.js';
import { turnsOf } from './transcript.js';

const RULE = 'every line once and in order';

/**
 * What Claude said is stored once and in order. Of what a process said nothing is missing in the middle; the end may be
 * missing where the process, or its server, was ended by a fault, but never of the process that brought the job to its end.
 */
export const linesAreWhole: Invariant = (evidence) => evidence.jobs.flatMap((job) => judge(job, evidence));

function judge(evidence: JobEvidence, { calls }: Evidence): Violation[] {
  const { job, state } = evidence;
  const broken = (what: string): Violation => ({ rule: RULE, job: job.label, what });
  const stored = turnsOf(evidence.messages, job.label).flatMap(({ lines }) => lines);
  const found: Violation[] = [];
  const disorder = stored.findIndex((line, index) => index > 0 && line <= (stored[index - 1] ?? 0));
  if (disorder > 0)
    found.push(broken(`line ${stored[disorder]} comes after line ${stored[disorder - 1]}: ${stored.join(' ')}`));
  const given = new Set(calls.filter(({ label }) => label === job.label).flatMap(({ lines }) => lines));
  const invented = stored.filter((line) => !given.has(line));
  if (invented.length > 0) found.push(broken(`lines that nobody said: ${invented.join(' ')}`));

  const have = new Set(stored);
  const last = stored.at(-1);
  for (const delivered of byProcess(calls, job.label)) {
    const said = delivered.flatMap(({ lines }) => lines);
    const until = said.findLastIndex((line) => have.has(line));
    const isLast = state?.status === 'completed' && last !== undefined && said.includes(last);
    const missing = said.slice(0, isLast ? said.length : until + 1).filter((line) => !have.has(line));
    const by = delivered[0]?.by;
    if (missing.length > 0)
      found.push(broken(`lines ${missing.join(' ')} of ${by ? nameOf(by) : 'a process'} are missing`));
  }
  return found;
}

/** Calls of one job whose answer arrived, for each process that asked, in order. */
function byProcess(calls: readonly ModelCall[], label: string): ModelCall[][] {
  const groups: ModelCall[][] = [];
  for (const call of calls) {
    if (call.label !== label || call.outcome !== 'delivered' || !call.by) continue;
    const { by } = call;
    const group = groups.find(([first]) => first?.by && sameProcess(first.by, by));
    if (group) group.push(call);
    else groups.push([call]);
  }
  return groups;
}
