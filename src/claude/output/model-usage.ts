/** Kinds of tokens, each of which has its price. `inputTokens`: without what was read from the cache or written to it. */
export const TOKEN_KINDS = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** What one model has used, by kind of token. */
export interface ModelUsage extends Readonly<Record<TokenKind, number>> {
  /** As the CLI names it; null: it did not. */
  readonly model: string | null;
  /** The CLI's estimate at list prices; null: it has not told one. */
  readonly costUsd: number | null;
}

/** A number for each kind of token. */
export function ofEachKind(count: (kind: TokenKind) => number): Record<TokenKind, number> {
  return Object.fromEntries(TOKEN_KINDS.map((kind) => [kind, count(kind)])) as Record<TokenKind, number>;
}

/** Tokens that the model read, those of its cache included. */
export function tokensRead({ inputTokens, cacheReadTokens, cacheWriteTokens }: ModelUsage): number {
  return inputTokens + cacheReadTokens + cacheWriteTokens;
}

/** One entry for each model, in the order in which they come. */
export function byModel(usages: readonly ModelUsage[]): ModelUsage[] {
  const sums = new Map<string | null, ModelUsage>();
  for (const each of usages) {
    const before = sums.get(each.model);
    sums.set(each.model, before ? added(before, each) : each);
  }
  return [...sums.values()];
}

function added(one: ModelUsage, other: ModelUsage): ModelUsage {
  const costUsd = one.costUsd === null && other.costUsd === null ? null : (one.costUsd ?? 0) + (other.costUsd ?? 0);
  return { model: one.model, ...ofEachKind((kind) => one[kind] + other[kind]), costUsd };
}
