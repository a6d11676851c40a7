import { COMPLETION_REASONS, type CompletionReason } from '../../jobs/records/completion-reason.js';
import type { Job } from '../../jobs/records/job.js';
import type { HistoryEntry } from '../run/follow-ups/pull-request-history.js';
import { describeCost, describeDuration, pullRequestBody } from '../run/publishing/pull-request-text.js';
import { withoutPromise } from './iterations/closing-words.js';
import { isGreen } from './feedback/feedback-result.js';
import type { Iteration } from './iterations/iteration.js';

/** Characters of a command in the table. */
const MAX_COMMAND = 40;

/**
 * The pull request of a loop, in markdown: how it ended, the task, the closing words, and what each iteration did.
 * @param more sections after that, each with its heading.
 */
export function loopReport(
  job: Job,
  reason: CompletionReason,
  iterations: readonly Iteration[],
  more: readonly string[] = [],
): string {
  const { summary, numbers } = loopEntry(job, iterations);
  const body = pullRequestBody(job, summary, numbers, ['## Iterations', iterationTable(iterations), ...more]);
  return reason === 'promise_detected' ? body : `> **Not finished:** ${endSentence(reason, iterations)}\n\n${body}`;
}

/** The closing words, and the numbers over all iterations. */
export function loopEntry(job: Job, iterations: readonly Iteration[]): HistoryEntry {
  const words = iterations.findLast(({ outputSummary }) => outputSummary !== null)?.outputSummary ?? null;
  return {
    summary: words && withoutPromise(words, job.completion_promise ?? ''),
    numbers: {
      numTurns: sumOf(iterations, 'numTurns'),
      durationMs: sumOf(iterations, 'durationMs'),
      costUsd: sumOf(iterations, 'costUsd'),
    },
  };
}

/** Why the loop ended, in a sentence; with the reason that Claude or a failed run gave. */
export function endSentence(reason: CompletionReason, iterations: readonly Iteration[]): string {
  const last = iterations.at(-1);
  const detail = reason === 'blocked' ? last?.blockedReason : reason === 'iteration_error' ? last?.error : null;
  return detail ? `${COMPLETION_REASONS[reason]} ${detail.replace(/\s+/g, ' ')}` : COMPLETION_REASONS[reason];
}

function iterationTable(iterations: readonly Iteration[]): string {
  const head = ['#', 'Duration', 'Cost (estimated)', 'Feedback', 'Files changed'];
  const rows = iterations.map((iteration) => [
    String(iteration.number),
    describeDuration(iteration.durationMs),
    describeCost(iteration.costUsd),
    feedbackCell(iteration),
    String(iteration.filesChanged ?? 0),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function feedbackCell({ error, feedbackResults }: Iteration): string {
  if (error !== null) return 'Claude failed';
  if (feedbackResults.length === 0) return '–';
  if (isGreen(feedbackResults)) return `passed (${feedbackResults.length})`;
  const red = feedbackResults.filter(({ passed }) => !passed);
  return `failed: ${red.map(({ command }) => inCell(command)).join(', ')}`;
}

/** A command may hold what a table or markdown gives a meaning. */
function inCell(command: string): string {
  const short = command.length > MAX_COMMAND ? `${command.slice(0, MAX_COMMAND)}…` : command;
  return `\`${short.replace(/\s+/g, ' ').replaceAll('`', '´').replaceAll('|', '\\|')}\``;
}

function sumOf(iterations: readonly Iteration[], name: 'numTurns' | 'durationMs' | 'costUsd'): number {
  return iterations.reduce((sum, iteration) => sum + iteration[name], 0);
}
