import type { ClaudeFailure } from '../runs/claude-run.js';
import type { RunRecord } from './run-record.js';
import type { ResultFact } from './stream-json.js';

/** Characters of the CLI's own message that a failure quotes. */
const QUOTE_LENGTH = 400;

interface Case {
  readonly reason: ClaudeFailure['reason'];
  readonly applies: (record: RunRecord, result: ResultFact) => boolean;
  readonly sentence: (record: RunRecord, result: ResultFact) => string;
}

/** The first case that applies wins. */
const CASES: readonly Case[] = [
  {
    reason: 'turn_limit',
    applies: (_, { subtype }) => subtype === 'error_max_turns',
    sentence: () => 'Claude reached its limit of turns before it had finished.',
  },
  {
    reason: 'cost_limit',
    applies: (_, { subtype }) => subtype === 'error_max_budget_usd',
    sentence: () => 'Claude reached the cost limit of this run before it had finished.',
  },
  {
    reason: 'output_invalid',
    applies: (_, { subtype }) => subtype === 'error_max_structured_output_retries',
    sentence: (_, result) => `Claude’s answer does not fit outputSchema, however often it tried: ${quote(result)}`,
  },
  {
    reason: 'session_lost',
    applies: (_, { text }) => text?.startsWith('No conversation found') ?? false,
    sentence: () => 'The conversation with Claude could not be resumed: its record is gone.',
  },
  {
    reason: 'usage_limit',
    applies: ({ answerError, limitReached }, { httpStatus }) =>
      httpStatus === 429 || (limitReached && answerError === 'rate_limit'),
    sentence: ({ limitReached, resetsAt }) => toLimitSentence(limitReached, resetsAt),
  },
  {
    reason: 'billing',
    applies: ({ answerError }, { httpStatus }) => httpStatus === 402 || answerError === 'billing_error',
    sentence: (_, result) => `The model provider refused the request for billing reasons: ${quote(result)}`,
  },
  {
    reason: 'auth',
    applies: ({ answerError }, { httpStatus }) =>
      httpStatus === 401 || httpStatus === 403 || answerError === 'authentication_failed',
    sentence: (_, { httpStatus }) =>
      httpStatus === null
        ? 'Claude Code is not logged in on the server: set ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN.'
        : `The model provider refused the server’s credentials (HTTP ${httpStatus}): check ANTHROPIC_API_KEY or CLAUDE_CODE_OAUTH_TOKEN.`,
  },
  {
    reason: 'prompt_too_long',
    applies: (_, { httpStatus, terminalReason }) => httpStatus === 413 || terminalReason === 'prompt_too_long',
    sentence: () => 'The prompt, together with what Claude has read, is too long for the model.',
  },
  {
    reason: 'overloaded',
    applies: (_, { httpStatus }) => httpStatus !== null && httpStatus >= 500,
    sentence: (_, { httpStatus }) =>
      httpStatus === 529
        ? 'The model is overloaded and did not answer after several attempts (HTTP 529): try again later.'
        : `The model’s service failed after several attempts (HTTP ${httpStatus}): try again later.`,
  },
  {
    reason: 'unreachable',
    applies: ({ answerError }, { httpStatus }) => httpStatus === null && answerError === 'server_error',
    sentence: (_, result) => `The connection to the model failed: ${quote(result)}`,
  },
  {
    reason: 'model_error',
    applies: ({ answerError }, { httpStatus }) => httpStatus === 404 || answerError === 'model_not_found',
    sentence: ({ init }) =>
      `The model ${init?.model?.slice(0, QUOTE_LENGTH) ?? 'that was requested'} does not exist, or the server’s account may not use it.`,
  },
  {
    reason: 'model_error',
    applies: (_, { httpStatus }) => httpStatus === 400,
    sentence: (_, result) => `The model refused the request as invalid: ${quote(result)}`,
  },
];

/** Explains a result line that reports a failure. */
export function explainResult(record: RunRecord, result: ResultFact): ClaudeFailure {
  const found = CASES.find(({ applies }) => applies(record, result));
  if (!found) return { reason: 'model_error', failure: `Claude ended with an error: ${quote(result)}` };
  return { reason: found.reason, failure: found.sentence(record, result) };
}

function toLimitSentence(limitReached: boolean, resetsAt: Date | null): string {
  if (!limitReached) return 'The model provider’s rate limit was exceeded (HTTP 429): try again later.';
  const until = resetsAt ? `; it is available again from ${resetsAt.toISOString()}` : '';
  return `The usage limit of the server’s Claude account is reached${until}.`;
}

/** One line that ends with a full stop, to stand at the end of a sentence. */
function quote({ text, subtype }: ResultFact): string {
  const words = (text ?? subtype)
    .replace(/^API Error:\s*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (words.length > QUOTE_LENGTH) return `${words.slice(0, QUOTE_LENGTH)}….`;
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
