import type { Evidence, Invariant, Violation } from './evidence.js';
import { messagesAreAnswered } from './invariants/answers.js';
import { nothingIsLeft, serversBehave } from './invariants/conduct.js';
import { everyJobEnds } from './invariants/endings.js';
import { iterationsCount } from './invariants/iterations.js';
import { linesAreWhole } from './invariants/lines.js';
import { oneProcessPerJob } from './invariants/overlap.js';
import { onePullRequestPerBranch } from './invariants/pull-requests.js';
import { webhooksTell } from './invariants/webhooks.js';

const INVARIANTS: readonly Invariant[] = [
  everyJobEnds,
  onePullRequestPerBranch,
  messagesAreAnswered,
  linesAreWhole,
  oneProcessPerJob,
  iterationsCount,
  webhooksTell,
  serversBehave,
  nothingIsLeft,
];

/** Everything that the evidence says against the server. */
export function judge(evidence: Evidence): Violation[] {
  return INVARIANTS.flatMap((invariant) => invariant(evidence));
}
