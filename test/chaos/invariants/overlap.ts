import type { Evidence, Invariant, ModelCall, Violation } from '../evidence.js';
import { nameOf, type ProcessIdentity, sameProcess } from '../process-identity.js';

const RULE = 'one Claude process per job';
/**
 * A node that was frozen notices by its next heartbeat, at most a second later, that its job went elsewhere, and ends its
 * process with the stop sequence. On a busy machine that takes its time, in milliseconds.
 */
const NOTICING_MS = 8_000;

interface Meeting {
  readonly jobId: string;
  readonly atMs: number;
  readonly one: ProcessIdentity;
  readonly other: ProcessIdentity;
  readonly how: string;
}

/**
 * No two Claude processes work on one job at the same time, neither in the process table nor in requests to the model that
 * are open together. The one exception is a process whose own node was dead or frozen while the other was started: nobody
 * can end it then, and what it still says is void. Two processes of one node are never excused.
 */
export const oneProcessPerJob: Invariant = (evidence) => [
  ...blindness(evidence),
  ...firstOfEachPair(meetings(evidence))
    .filter((meeting) => !isExcused(meeting, evidence))
    .map(({ jobId, atMs, one, other, how }) => ({
      rule: RULE,
      job: evidence.jobs.find(({ id }) => id === jobId)?.job.label ?? null,
      what: `${nameOf(one)} and ${nameOf(other)} ${how} at ${atMs} ms`,
    })),
];

/** A watch that sees nobody proves nothing. */
function blindness({ calls, processes }: Evidence): Violation[] {
  if (processes > 0 || calls.length === 0) return [];
  return [{ rule: RULE, job: null, what: `${calls.length} requests were made, but no Claude process was ever seen` }];
}

/** How many pairs of processes met because a node was dead or frozen. */
export function excusedMeetings(evidence: Evidence): number {
  return firstOfEachPair(meetings(evidence)).filter((meeting) => isExcused(meeting, evidence)).length;
}

function meetings({ sightings, calls }: Evidence): Meeting[] {
  const seen = sightings.map(({ jobId, atMs, older, younger }) => ({
    jobId,
    atMs,
    one: older,
    other: younger,
    how: 'were both running',
  }));
  return [...seen, ...calls.flatMap((call, index) => calls.slice(index + 1).flatMap((next) => meetingOf(call, next)))];
}

function meetingOf(a: ModelCall, b: ModelCall): Meeting[] {
  if (!a.by || !b.by || a.by.jobId !== b.by.jobId || sameProcess(a.by, b.by)) return [];
  if (a.endMs <= b.startMs || b.endMs <= a.startMs) return [];
  const atMs = Math.max(a.startMs, b.startMs);
  return [{ jobId: a.by.jobId, atMs, one: a.by, other: b.by, how: 'both had a request open' }];
}

function firstOfEachPair(all: readonly Meeting[]): Meeting[] {
  const known = new Map<string, Meeting>();
  for (const meeting of all.toSorted((a, b) => a.atMs - b.atMs)) {
    const key = [meeting.one, meeting.other]
      .map(({ pid, startTime }) => `${pid}.${startTime}`)
      .toSorted()
      .join();
    if (!known.has(key)) known.set(key, meeting);
  }
  return [...known.values()];
}

function isExcused({ one, other, atMs }: Meeting, { absences }: Evidence): boolean {
  if (one.nodeId === other.nodeId) return false;
  return absences.some(
    ({ node, why, fromMs, toMs }) =>
      why !== 'stopped' && [one.nodeId, other.nodeId].includes(node) && fromMs <= atMs && atMs <= toMs + NOTICING_MS,
  );
}
