import { type Json, list, number, object, parseObject, text } from './json-fields.js';
import { type Refusal, toRefusals } from './refusals.js';
import { type AnswerUsageFact, believable, toAnswerUsage, toUsage, type UsageFact } from './usage.js';

/** What the CLI reports at the start of each turn. */
export interface InitFact {
  readonly kind: 'init';
  readonly sessionId: string | null;
  readonly model: string | null;
  readonly version: string | null;
  readonly tools: readonly string[];
  readonly mcpServers: readonly { readonly name: string; readonly status: string }[];
}

/** An answer as data, which may be null. The CLI has compared it with the schema that it was given, as that says it. */
export interface SaidOutput {
  readonly value: unknown;
}

/** The CLI's own summary of a turn, the only thing that says whether the turn succeeded. */
export interface ResultFact {
  readonly kind: 'result';
  /** `subtype` is success and `is_error` is false: an API error is a `success` with `is_error`. */
  readonly ok: boolean;
  readonly subtype: string;
  /** The closing words, or the error in the CLI's words; null for a turn that was cut off. */
  readonly text: string | null;
  /** null: no schema was given, or Claude gave no such answer. */
  readonly output: SaidOutput | null;
  /** HTTP status of the model's refusal; null: no refusal, or no connection. */
  readonly httpStatus: number | null;
  /** Such as `completed`, `api_error`, `prompt_too_long`. */
  readonly terminalReason: string | null;
  readonly numTurns: number;
  /** Since the previous result, or since the process began; includes subagents and helper models. */
  readonly usage: UsageFact;
  /** The CLI's estimate for the whole conversation, including runs before a `--resume`. */
  readonly sessionCostUsd: number;
  /** What the CLI did not let Claude do; empty: nothing. */
  readonly refused: readonly Refusal[];
}

export interface RateLimitFact {
  readonly kind: 'rate_limit';
  /** The usage limit is reached; false: only information about what is left. */
  readonly rejected: boolean;
  readonly resetsAt: Date | null;
}

/** The CLI repeats a failed request. */
export interface RetryFact {
  readonly kind: 'api_retry';
  /** null: the connection failed. */
  readonly httpStatus: number | null;
}

/** The CLI put an error of this kind in place of the model's answer, such as `authentication_failed`. */
export interface AnswerErrorFact {
  readonly kind: 'answer_error';
  readonly error: string;
}

/** The state of a message that was sent with an id of ours. */
export interface MessageFact {
  readonly kind: 'message';
  readonly id: string;
  /**
   * `started`: its turn begins; `taken`: it is part of the conversation; `done`: its turn has ended, successfully or not.
   * `started` may come before or after `taken`. A message that was answered in an earlier process is only `taken` and `done`.
   */
  readonly state: 'started' | 'taken' | 'done';
}

export type StreamFact =
  InitFact | ResultFact | RateLimitFact | RetryFact | AnswerErrorFact | AnswerUsageFact | MessageFact;

/**
 * Parses one line of `--output-format stream-json`. null: nothing we act on, including unknown types and lines that are not
 * JSON. The shapes were observed with Claude Code 2.1; missing fields never throw.
 */
export function parseStreamLine(line: string): StreamFact | null {
  const message = parseObject(line);
  switch (message?.['type']) {
    case 'system':
      return toSystemFact(message);
    case 'assistant':
      return toAnswer(message);
    case 'user':
      return message['isReplay'] === true ? toMessageFact(message['uuid'], 'taken') : null;
    case 'command_lifecycle':
      return toMessageFact(message['command_uuid'], LIFECYCLE[text(message['state']) ?? '']);
    case 'rate_limit_event':
      return toRateLimit(object(message['rate_limit_info']));
    case 'result':
      return toResult(message);
    default:
      return null;
  }
}

function toSystemFact(message: Json): StreamFact | null {
  if (message['subtype'] === 'api_retry') return { kind: 'api_retry', httpStatus: httpStatus(message['error_status']) };
  if (message['subtype'] !== 'init') return null;
  return {
    kind: 'init',
    sessionId: text(message['session_id']),
    model: text(message['model']),
    version: text(message['claude_code_version']),
    tools: list(message['tools']).flatMap((tool) => text(tool) ?? []),
    mcpServers: list(message['mcp_servers']).map((server) => ({
      name: text(object(server)['name']) ?? '',
      status: text(object(server)['status']) ?? '',
    })),
  };
}

const LIFECYCLE: Readonly<Record<string, MessageFact['state']>> = {
  started: 'started',
  completed: 'done',
  cancelled: 'done',
};

function toMessageFact(uuid: unknown, state: MessageFact['state'] | undefined): MessageFact | null {
  const id = text(uuid);
  return id === null || state === undefined ? null : { kind: 'message', id, state };
}

function toAnswer(message: Json): AnswerErrorFact | AnswerUsageFact | null {
  return toAnswerError(message) ?? toAnswerUsage(message);
}

/** Ignores errors inside a subagent, which its caller handles. */
function toAnswerError(message: Json): AnswerErrorFact | null {
  const error = text(message['error']);
  return error === null || text(message['parent_tool_use_id']) !== null ? null : { kind: 'answer_error', error };
}

function toRateLimit(info: Json): RateLimitFact {
  const seconds = number(info['resetsAt']);
  const resetsAt = new Date(seconds === null ? Number.NaN : seconds * 1_000);
  const isDate = !Number.isNaN(resetsAt.getTime());
  return { kind: 'rate_limit', rejected: info['status'] === 'rejected', resetsAt: isDate ? resetsAt : null };
}

function httpStatus(value: unknown): number | null {
  const status = number(value);
  return Number.isInteger(status) && status !== null && status >= 100 && status < 600 ? status : null;
}

function toResult(message: Json): ResultFact {
  const subtype = text(message['subtype']) ?? '';
  const errors = list(message['errors']).flatMap((error) => text(error) ?? []);
  return {
    kind: 'result',
    ok: subtype === 'success' && message['is_error'] === false,
    subtype,
    text: text(message['result']) ?? (errors.length > 0 ? errors.join('; ') : null),
    output: 'structured_output' in message ? { value: message['structured_output'] } : null,
    httpStatus: httpStatus(message['api_error_status']),
    terminalReason: text(message['terminal_reason']),
    numTurns: believable(message['num_turns'], 'turns'),
    usage: toUsage(message),
    sessionCostUsd: believable(message['total_cost_usd'], 'costUsd'),
    refused: toRefusals(message['permission_denials']),
  };
}
