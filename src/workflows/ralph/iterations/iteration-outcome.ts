import type { ClaudeResult } from '../../../claude/runs/claude-run.js';
import type { Job } from '../../../jobs/records/job.js';
import { isOverBudget } from '../../run/budget.js';
import { type FeedbackResult, isGreen } from '../feedback/feedback-result.js';
import { readClosingWords } from './closing-words.js';
import { fingerprintOf } from './fingerprint.js';
import type { IterationResult } from './iteration.js';
import { describeNotCollected } from '../../run/publishing/not-collected-text.js';
import type { IterationState } from './iteration-tree.js';

/** Files that are named when they are left out; the rest is counted. */
const NAMED_FILES = 10;

/** What an iteration came to. */
export interface IterationParts {
  readonly claude: ClaudeResult;
  /** Empty also when Claude failed: then the commands are not run. */
  readonly feedback: readonly FeedbackResult[];
  readonly state: IterationState;
}

/**
 * What is kept of an iteration. A promise counts when all feedback passed, the tree could be read, and its work can
 * be published.
 * @param redact takes secrets out of what Claude and the commands said.
 */
export function outcomeOf(
  job: Pick<Job, 'completion_promise'>,
  { claude, feedback, state }: IterationParts,
  redact: (text: string) => string,
): IterationResult {
  const clean = (text: string | null): string | null => text && redact(text);
  const words = readClosingWords(claude.summary, job.completion_promise ?? '');
  const budgetExceeded = isOverBudget(claude);
  const failure = claude.ok || budgetExceeded ? null : clean(claude.failure ?? 'Claude ended without saying why.');
  return {
    exitCode: claude.exitCode,
    error: failure ?? state.problem,
    promiseClaimed: words.promise,
    promiseDetected: words.promise && isGreen(feedback) && state.problem === null && state.publishProblem === null,
    blockedReason: clean(words.blocked),
    budgetExceeded,
    outputSummary: clean(claude.summary),
    feedbackResults: feedback,
    feedbackFingerprint: fingerprintOf(feedback),
    feedbackMs: feedback.reduce((sum, { durationMs }) => sum + durationMs, 0),
    headSha: state.headSha,
    treeChanged: state.treeChanged,
    filesChanged: state.filesChanged,
    diffStat: state.diffStat,
    publishProblem: state.publishProblem,
  };
}

/**
 * The outcome in words, for the job's readers.
 * @param state the tree as it is left.
 */
export function describeOutcome(number: number, outcome: IterationResult, state: IterationState): string {
  const green = isGreen(outcome.feedbackResults);
  const notCollected = state.left?.notCollected ?? [];
  return [
    `Iteration ${number} ${outcome.error === null ? 'is complete' : `failed: ${outcome.error}`}`,
    ...(outcome.treeChanged ? [outcome.diffStat] : ['It changed no file']),
    ...(state.leftOut.length > 0
      ? [`Not part of the work, because only feedback commands changed it: ${named(state.leftOut)}`]
      : []),
    ...(notCollected.length > 0 ? [describeNotCollected(notCollected)] : []),
    ...(outcome.publishProblem === null ? [] : [`It cannot be published as it is: ${outcome.publishProblem}`]),
    ...(outcome.promiseClaimed && !green ? ['The promise was given, but does not count: feedback failed'] : []),
  ].join('\n');
}

/** File names are untrusted: they must not start a new line or change the text direction. */
function named(files: readonly string[]): string {
  const more = files.length - NAMED_FILES;
  const names = files.slice(0, NAMED_FILES).map((file) => file.replace(/\p{C}/gu, '?'));
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
