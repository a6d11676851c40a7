import type { Evidence, JobEvidence, LogLine, Violation } from './evidence.js';
import { kindOf } from './invariants/endings.js';
import { excusedMeetings } from './invariants/overlap.js';
import { JOB_TYPES } from './plan.js';

/** Characters of one stored message that are shown. */
const SHOWN = 300;

/** What was done, and what came of it, in lines for people. */
export function reportOf(evidence: Evidence, violations: readonly Violation[]): string[] {
  const { plan, jobs, calls, durationMs } = evidence;
  return [
    `seed ${plan.seed}, ${plan.nodes} node(s): ${jobs.length} jobs, ${(durationMs / 1_000).toFixed(0)} s`,
    ...jobLines(jobs),
    `  faults: ${counted(evidence.faults.map(({ kind, target }) => (target === null ? `${kind} (nobody met)` : kind)))}`,
    `  requests to the model: ${counted(calls.map(({ outcome }) => outcome))}`,
    `  Claude processes seen: ${evidence.processes}`,
    `  requests of processes that nobody could tell: ${calls.filter(({ by }) => by === null).length}`,
    `  processes left over on a node that was dead or frozen, while another node went on: ${excusedMeetings(evidence)}`,
    `  events that receivers of webhooks have taken: ${counted(evidence.told.map(({ receiver }) => receiver))}`,
    `  violations: ${violations.length}`,
  ];
}

/** The story of a round that broke a promise: the faults in order, and all that the jobs concerned have to say. */
export function storyOf(evidence: Evidence, violations: readonly Violation[]): string[] {
  const concerned = new Set(violations.map(({ job }) => job));
  return [
    ...violations.map(({ rule, job, what }) => `VIOLATION (${rule})${job === null ? '' : ` ${job}`}: ${what}`),
    `seed ${evidence.plan.seed}, ${evidence.plan.nodes} node(s); faults:`,
    ...evidence.faults.map(
      ({ atMs, kind, target, forMs }) => `  ${atMs} ms: ${kind} (${target ?? 'nobody'}, ${forMs} ms)`,
    ),
    'absences:',
    ...evidence.absences.map(({ node, why, fromMs, toMs }) => `  ${node} ${why} from ${fromMs} to ${toMs} ms`),
    ...evidence.jobs.filter(({ job }) => concerned.has(job.label)).flatMap((job) => storyOfJob(job, evidence)),
  ];
}

function storyOfJob({ job, id, state, messages }: JobEvidence, { calls, log }: Evidence): string[] {
  return [
    `${job.label} (${id}): ${JSON.stringify(state)}`,
    ...messages.map(({ seq, type, content }) => `  ${seq} ${type}: ${content.replaceAll('\n', ' ').slice(0, SHOWN)}`),
    ...calls
      .filter(({ label }) => label === job.label)
      .map(({ by, startMs, endMs, lines, answers, outcome }) => {
        const what = `lines ${lines.join(' ')}, answers ${answers.join(' ')}`;
        return `  model: ${startMs}–${endMs} ms, process ${by?.pid} of ${by?.nodeId}, ${what}: ${outcome}`;
      }),
    ...linesAbout(id, log).map(({ atMs, node, line }) => `  ${atMs} ms, ${node}: ${line}`),
  ];
}

/** What the servers have printed of a job, with the stack below a line, which does not name it. */
function linesAbout(id: string, log: readonly LogLine[]): LogLine[] {
  let about = false;
  return log.filter(({ line }) => {
    about = /^\s+at /.test(line) ? about : id !== '' && line.includes(id);
    return about;
  });
}

function jobLines(jobs: readonly JobEvidence[]): string[] {
  return JOB_TYPES.map((type) => {
    const outcomes = jobs.filter(({ job }) => job.type === type).map(outcomeOf);
    return `  ${type}: ${counted(outcomes)}`;
  });
}

function outcomeOf({ state }: JobEvidence): string {
  if (state?.status !== 'failed') return state?.status ?? 'unknown';
  return `failed (${kindOf(state.error) ?? 'for no known reason'})`;
}

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || 'none';
}
