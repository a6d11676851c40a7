import { type Json, number, object, text } from './json-fields.js';
import { type ModelUsage, ofEachKind, type TokenKind, tokensRead } from './model-usage.js';

export interface UsageFact {
  /** Including tokens written to and read from the cache. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The CLI's estimate at list prices. */
  readonly costUsd: number;
  /** The same by model, the most expensive first. */
  readonly models: readonly ModelUsage[];
}

/** A stretch of a run that ends with a result of the CLI. */
export interface StretchUsage {
  readonly numTurns: number;
  readonly models: readonly ModelUsage[];
  /** Whether its result says success; null: it has none by now. */
  readonly ok: boolean | null;
}

/** What a run has used by now. */
export interface UsedByNow {
  readonly numTurns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the turns that have ended; null: none has, and the CLI tells no cost before. */
  readonly costUsd: number | null;
  /** In order; what is underway comes last. */
  readonly stretches: readonly StretchUsage[];
}

/** What one answer of the model used, told before the result of its turn; the output is counted only in part. */
export interface AnswerUsageFact {
  readonly kind: 'usage';
  /** Of the answer; each of its blocks repeats it. */
  readonly messageId: string;
  /** Whether it is a turn of the main conversation, not of a subagent. */
  readonly isTurn: boolean;
  readonly tokens: Tokens;
  readonly usage: ModelUsage;
}

type Tokens = Pick<UsageFact, 'inputTokens' | 'outputTokens'>;

/** null: the line says nothing of it. */
export function toAnswerUsage(line: Json): AnswerUsageFact | null {
  const message = object(line['message']);
  const messageId = text(message['id']);
  if (messageId === null) return null;
  const usage = toModelUsage(text(message['model']), object(message['usage']), NAMES_OF_THE_API, null);
  const tokens = tokensOf([usage]);
  if (tokens.inputTokens + tokens.outputTokens === 0) return null;
  const isTurn = text(line['parent_tool_use_id']) === null;
  return { kind: 'usage', messageId, isTurn, tokens, usage };
}

/** More than one turn can come to: what a gateway says beyond that is not believed. The sums of a job stay storable. */
const MAX_COUNT = { tokens: 1_000_000_000_000, turns: 100_000, costUsd: 10_000 } as const;

/** A number that cannot be true counts as 0; fractions of tokens and turns are rounded. */
export function believable(value: unknown, what: keyof typeof MAX_COUNT): number {
  const said = number(value) ?? 0;
  if (said < 0 || said > MAX_COUNT[what]) return 0;
  return what === 'costUsd' ? said : Math.round(said);
}

/** Versions that do not report the usage since the last result report at least that of the main conversation. */
export function toUsage(message: Json): UsageFact {
  const told = Object.entries(object(message['model_usage_since_last_result'])).map(([model, said]) =>
    toModelUsage(model, object(said), NAMES_OF_THE_CLI, believable(object(said)['costUSD'], 'costUsd')),
  );
  const total = believable(message['total_cost_usd'], 'costUsd');
  const models = told.length > 0 ? told : [toModelUsage(null, object(message['usage']), NAMES_OF_THE_API, total)];
  return {
    ...tokensOf(models),
    costUsd: believable(
      models.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
      'costUsd',
    ),
    models: models.toSorted((one, other) => (other.costUsd ?? 0) - (one.costUsd ?? 0)),
  };
}

const NAMES_OF_THE_CLI: Readonly<Record<TokenKind, string>> = {
  inputTokens: 'inputTokens',
  outputTokens: 'outputTokens',
  cacheReadTokens: 'cacheReadInputTokens',
  cacheWriteTokens: 'cacheCreationInputTokens',
};
const NAMES_OF_THE_API: Readonly<Record<TokenKind, string>> = {
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  cacheReadTokens: 'cache_read_input_tokens',
  cacheWriteTokens: 'cache_creation_input_tokens',
};

function toModelUsage(
  model: string | null,
  said: Json,
  names: Readonly<Record<TokenKind, string>>,
  costUsd: number | null,
): ModelUsage {
  return { model, ...ofEachKind((kind) => believable(said[names[kind]], 'tokens')), costUsd };
}

function tokensOf(models: readonly ModelUsage[]): Tokens {
  return {
    inputTokens: bounded(models, (usage) => believable(tokensRead(usage), 'tokens')),
    outputTokens: bounded(models, ({ outputTokens }) => outputTokens),
  };
}

function bounded(models: readonly ModelUsage[], count: (model: ModelUsage) => number): number {
  return believable(
    models.reduce((sum, model) => sum + count(model), 0),
    'tokens',
  );
}

export function tellsUsage({ kind }: { readonly kind: string }): boolean {
  return kind === 'usage' || kind === 'result';
}
