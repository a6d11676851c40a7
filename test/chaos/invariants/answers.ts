import type { Evidence, Invariant, JobEvidence, Violation } from '../evidence.js';
import { turnsOf } from './transcript.js';

const RULE = 'every acknowledged message answered once';

/**
 * Each message that the API has acknowledged stands in the job's messages once and is answered in one turn that came to its
 * end. A turn that a fault has cut does not count, whatever of its answer was already said.
 */
export const messagesAreAnswered: Invariant = (evidence) => evidence.jobs.flatMap((job) => judge(job, evidence));

function judge({ job, state, messages, acknowledged }: JobEvidence, { calls }: Evidence): Violation[] {
  if (job.type !== 'task') return [];
  const broken = (what: string): Violation => ({ rule: RULE, job: job.label, what });
  const turns = turnsOf(messages, job.label).filter(({ ended }) => ended);
  const found: Violation[] = [];
  // The prompt is the first thing to be answered; nobody acknowledges it as a message.
  for (const number of [0, ...acknowledged]) {
    const stored = messages.filter(
      ({ type, content }) => type === 'user_input' && content.includes(`[ask:${job.label}.${number}]`),
    );
    if (number > 0 && stored.length !== 1) found.push(broken(`message ${number} is stored ${stored.length} times`));
    const answered = turns.filter(({ answers }) => answers.includes(number)).length;
    if (answered > 1) found.push(broken(`message ${number} is answered ${answered} times`));
    if (answered === 0 && state?.status === 'completed') found.push(broken(`message ${number} has no answer`));
  }
  const asked = calls.filter(({ label }) => label === job.label).flatMap(({ answers }) => answers);
  const invented = turns.flatMap(({ answers }) => answers).filter((number) => !asked.includes(number));
  if (invented.length > 0) found.push(broken(`answers that nobody gave: ${invented.join(' ')}`));
  return found;
}
