import { howItEnded } from '../../run/commands/command-result.js';
import { quotedBlock } from '../../run/publishing/quoted-block.js';
import { isGreen, type FeedbackResult } from '../feedback/feedback-result.js';
import type { Iteration } from './iteration.js';

/** Characters of the closing words of one iteration, of its diff stat, and of the end of one failing command's output. */
const MAX_SUMMARY = 3_000;
const MAX_DIFF_STAT = 2_000;
const MAX_OUTPUT = 4_000;
/** Iterations told in full; of earlier ones only a line is left. */
const TOLD_IN_FULL = 8;
const MAX_LINE = 200;

/** What finished iterations have done, in markdown, for the iterations that follow. */
export function describeProgress(finished: readonly Iteration[]): string {
  if (finished.length === 0) return 'No iteration has finished yet.';
  const told = finished.slice(-TOLD_IN_FULL);
  const earlier = finished.slice(0, -TOLD_IN_FULL).map(inOneLine);
  return [...earlier, ...told.map((iteration) => inFull(iteration))].join('\n\n');
}

function inOneLine({ number, outputSummary, error }: Iteration): string {
  const said = (error ?? outputSummary ?? 'nothing was said').replace(/\s+/g, ' ').trim();
  return `Iteration ${number}: ${said.slice(0, MAX_LINE)}`;
}

function inFull(iteration: Iteration): string {
  const { number, outputSummary, error, treeChanged, diffStat } = iteration;
  return [
    `## Iteration ${number}`,
    ...(error === null ? [] : [`It failed: ${error}`]),
    ...(outputSummary ? ['Claude’s closing words:', quotedBlock(outputSummary.slice(0, MAX_SUMMARY))] : []),
    treeChanged ? `Files changed:\n\n${quotedBlock((diffStat ?? '').slice(0, MAX_DIFF_STAT))}` : 'No file was changed.',
    ...iteration.feedbackResults.map(describeFeedback),
  ].join('\n\n');
}

/** A red command with the end of its output, quoted: what it prints is data. */
export function describeFeedback(result: FeedbackResult): string {
  const { command, output } = result;
  if (result.passed) return `Feedback: \`${oneLine(command)}\` passed.`;
  const tail = quotedBlock(output.slice(-MAX_OUTPUT).trim() || '(it printed nothing)');
  return `Feedback: \`${oneLine(command)}\` failed (${howItEnded(result)}). The end of its output:\n\n${tail}`;
}

/** Whether an iteration gave the promise although feedback was red, so that it did not count. */
export function wasPromiseRefused({ promiseClaimed, feedbackResults }: Iteration): boolean {
  return promiseClaimed && !isGreen(feedbackResults);
}

function oneLine(command: string): string {
  return command.replace(/\s+/g, ' ').replaceAll('`', '´').slice(0, MAX_LINE);
}
