import { COMPLETION_REASONS, type CompletionReason } from '../../jobs/records/completion-reason.js';
import type { Job } from '../../jobs/records/job.js';
import { budgetSentence } from '../run/budget.js';
import { tableOf } from '../run/evidence/evidence-body.js';
import { inCell, quotedInLine } from '../run/evidence/quoted-words.js';
import type { Account } from '../run/evidence/run-evidence.js';
import { folded, type Section } from '../run/evidence/section.js';
import { describeCost, describeDuration } from '../run/publishing/pull-request-text.js';
import { checksSections, describeChecks } from './feedback/checks-section.js';
import { isGreen } from './feedback/feedback-result.js';
import { withoutPromise } from './iterations/closing-words.js';
import type { Iteration } from './iterations/iteration.js';

/** Characters of a command in the table, and commands of one iteration. */
const MAX_COMMAND = 40;
const MAX_COMMANDS = 3;
/** Iterations that are shown without a fold. */
const MAX_UNFOLDED = 12;

/** What a loop says of its work: the closing words, the numbers over all iterations, the last checks, and what each iteration did. */
export function loopAccount(
  job: Pick<Job, 'completion_promise'>,
  iterations: readonly Iteration[],
): Omit<Account, 'doneBy'> {
  const words = iterations.findLast(({ outputSummary }) => outputSummary !== null)?.outputSummary ?? null;
  const checks = iterations.findLast(({ feedbackResults }) => feedbackResults.length > 0)?.feedbackResults ?? [];
  return {
    summary: words && withoutPromise(words, job.completion_promise ?? ''),
    numbers: numbersOf(iterations),
    sections: [...checksSections(checks), iterationSection(iterations)],
    checks: describeChecks(checks),
  };
}

/** How a loop ended. */
export interface LoopEnd {
  /** The one whose iterations these are. */
  readonly job: Job;
  readonly spent: AbortSignal;
  readonly reason: CompletionReason;
  readonly iterations: readonly Iteration[];
}

/** At the head of the pull request of a loop that did not keep its promise. */
export function endNote(end: LoopEnd): string {
  return end.reason === 'promise_detected' ? '' : `> **Not finished:** ${endSentence(end, quotedInLine)}\n\n`;
}

/** Why the loop ended, in a sentence; with the reason that Claude or a failed run gave. */
export function endSentence(end: LoopEnd, quoted = (detail: string): string => detail): string {
  const { reason, iterations } = end;
  if (reason === 'budget_exceeded') return budgetSentence(end, numbersOf(iterations));
  const last = iterations.at(-1);
  const detail = reason === 'blocked' ? last?.blockedReason : reason === 'iteration_error' ? last?.error : null;
  return detail ? `${COMPLETION_REASONS[reason]} ${quoted(detail.replace(/\s+/g, ' '))}` : COMPLETION_REASONS[reason];
}

function iterationSection(iterations: readonly Iteration[]): Section {
  const head = ['#', 'Duration', 'Cost (estimated)', 'Feedback', 'Files changed'];
  const rows = iterations.map((iteration) => [
    String(iteration.number),
    describeDuration(iteration.durationMs),
    describeCost(iteration.costUsd),
    feedbackCell(iteration),
    String(iteration.filesChanged ?? 0),
  ]);
  const table = tableOf(head, rows);
  const newest = tableOf(head, rows.slice(-MAX_UNFOLDED));
  return {
    text: `## Iterations\n\n${rows.length > MAX_UNFOLDED ? folded('All iterations', table) : table}`,
    brief: `## Iterations\n\n${newest}`,
    shortenedFirst: 1,
  };
}

function feedbackCell({ error, feedbackResults }: Iteration): string {
  if (error !== null) return 'Claude failed';
  if (feedbackResults.length === 0) return '–';
  if (isGreen(feedbackResults)) return `passed (${feedbackResults.length})`;
  const red = feedbackResults.filter(({ passed }) => !passed);
  const named = red.slice(0, MAX_COMMANDS).map(({ command }) => inCell(command, MAX_COMMAND));
  return `failed: ${[...named, ...(red.length > MAX_COMMANDS ? [`and ${red.length - MAX_COMMANDS} more`] : [])].join(', ')}`;
}

function numbersOf(iterations: readonly Iteration[]) {
  return {
    numTurns: sumOf(iterations, 'numTurns'),
    durationMs: sumOf(iterations, 'durationMs'),
    costUsd: sumOf(iterations, 'costUsd'),
  };
}

function sumOf(iterations: readonly Iteration[], name: 'numTurns' | 'durationMs' | 'costUsd'): number {
  return iterations.reduce((sum, iteration) => sum + iteration[name], 0);
}
