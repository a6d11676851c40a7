/** What the CLI says at the start of each turn. */
export interface InitFact {
  readonly kind: 'init';
  readonly sessionId: string | null;
  readonly model: string | null;
  readonly version: string | null;
  readonly tools: readonly string[];
  readonly mcpServers: readonly { readonly name: string; readonly status: string }[];
}

/** The CLI's own account of a turn; the only thing that says whether it went well. */
export interface ResultFact {
  readonly kind: 'result';
  /** `subtype` is success and `is_error` is false: an API error is a `success` with `is_error`. */
  readonly ok: boolean;
  readonly subtype: string;
  /** The closing words, or the error in the CLI's words; null for a turn that was cut off. */
  readonly text: string | null;
  /** HTTP status of the model's refusal; null: there was none, or no connection. */
  readonly httpStatus: number | null;
  /** Such as `completed`, `api_error`, `prompt_too_long`. */
  readonly terminalReason: string | null;
  readonly numTurns: number;
  /** Since the result before this one, or since the process began; subagents and helper models included. */
  readonly usage: UsageFact;
  /** The CLI's estimate for the whole conversation, runs before a `--resume` included. */
  readonly sessionCostUsd: number;
}

export interface UsageFact {
  /** What was written to and read from the cache included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The CLI's estimate at list prices. */
  readonly costUsd: number;
}

export interface RateLimitFact {
  readonly kind: 'rate_limit';
  /** The allowance is used up; false: a note about what is left. */
  readonly rejected: boolean;
  readonly resetsAt: Date | null;
}

/** The CLI repeats a request that failed. */
export interface RetryFact {
  readonly kind: 'api_retry';
  /** null: the connection failed. */
  readonly httpStatus: number | null;
}

/** The CLI put an error of this kind in the place of the model's answer, such as `authentication_failed`. */
export interface AnswerErrorFact {
  readonly kind: 'answer_error';
  readonly error: string;
}

/** Where a message that was sent with an id of ours has got to. */
export interface MessageFact {
  readonly kind: 'message';
  readonly id: string;
  /**
   * `started`: its turn begins; `taken`: it stands in the conversation; `done`: its turn has ended, well or badly.
   * `started` may come before or after `taken`. A message that was answered in an earlier process is `taken` and `done` only.
   */
  readonly state: 'started' | 'taken' | 'done';
}

export type StreamFact = InitFact | ResultFact | RateLimitFact | RetryFact | AnswerErrorFact | MessageFact;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads one line of `--output-format stream-json`. null: nothing we act on, which includes types not known here
 * and lines that are no JSON. Shapes: facts seen with Claude Code 2.1; a field that is missing never throws.
 */
export function parseStreamLine(line: string): StreamFact | null {
  const message = parseObject(line);
  switch (message?.['type']) {
    case 'system':
      return toSystemFact(message);
    case 'assistant':
      return toAnswerError(message);
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
  if (message['subtype'] === 'api_retry') return { kind: 'api_retry', httpStatus: number(message['error_status']) };
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

/** Errors inside a subagent are its caller's to handle. */
function toAnswerError(message: Json): AnswerErrorFact | null {
  const error = text(message['error']);
  return error === null || text(message['parent_tool_use_id']) !== null ? null : { kind: 'answer_error', error };
}

function toRateLimit(info: Json): RateLimitFact {
  const seconds = number(info['resetsAt']);
  const resetsAt = seconds === null ? null : new Date(seconds * 1_000);
  return { kind: 'rate_limit', rejected: info['status'] === 'rejected', resetsAt };
}

function toResult(message: Json): ResultFact {
  const subtype = text(message['subtype']) ?? '';
  const errors = list(message['errors']).flatMap((error) => text(error) ?? []);
  return {
    kind: 'result',
    ok: subtype === 'success' && message['is_error'] === false,
    subtype,
    text: text(message['result']) ?? (errors.length > 0 ? errors.join('; ') : null),
    httpStatus: number(message['api_error_status']),
    terminalReason: text(message['terminal_reason']),
    numTurns: number(message['num_turns']) ?? 0,
    usage: toUsage(message),
    sessionCostUsd: number(message['total_cost_usd']) ?? 0,
  };
}

/** Versions that do not say what came since the last result say at least what the main conversation used. */
function toUsage(message: Json): UsageFact {
  const models = Object.values(object(message['model_usage_since_last_result'])).map(object);
  if (models.length === 0) {
    const usage = object(message['usage']);
    const inputTokens = sum([usage], ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens']);
    return { inputTokens, outputTokens: sum([usage], ['output_tokens']), costUsd: sum([message], ['total_cost_usd']) };
  }
  return {
    inputTokens: sum(models, ['inputTokens', 'cacheCreationInputTokens', 'cacheReadInputTokens']),
    outputTokens: sum(models, ['outputTokens']),
    costUsd: sum(models, ['costUSD']),
  };
}

function sum(objects: readonly Json[], names: readonly string[]): number {
  return objects.flatMap((each) => names.map((name) => number(each[name]) ?? 0)).reduce((a, b) => a + b, 0);
}

function parseObject(line: string): Json | null {
  try {
    return object(JSON.parse(line));
  } catch {
    return null;
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
