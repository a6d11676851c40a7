import { Injectable } from '@nestjs/common';
import { type ModelUsage, TOKEN_KINDS, type TokenKind } from '../../../claude/output/model-usage.js';
import type { StretchUsage } from '../../../claude/output/usage.js';
import { untilStored } from '../until-stored.js';
import { LedgerRepository } from './ledger.repository.js';

/** What a token costs beside one of input: the same for all models at Anthropic's list prices, by which the CLI estimates. */
const WEIGHTS: Readonly<Record<TokenKind, number>> = {
  inputTokens: 1,
  outputTokens: 5,
  cacheReadTokens: 0.1,
  cacheWriteTokens: 1.25,
};

interface Costing {
  readonly stretches: readonly StretchUsage[];
  readonly costUsd: number | null;
}

/**
 * Estimates what a run cost that was cut off: the CLI tells a cost with its result only. The price of a model is what its last run
 * with a result cost.
 */
@Injectable()
export class LearnedPrices {
  /** US dollars for a token of input, by model. */
  private readonly prices = new Map<string, number>();

  constructor(private readonly ledger: LedgerRepository) {}

  /** The same with the cost of what has none. It stays without one if no run of its model has told any. */
  async complete<T extends Costing>(said: T): Promise<T> {
    for (const { models } of said.stretches) this.learn(models);
    const open = said.stretches.filter(({ models }) => models.some(hasNoCost));
    if (open.length === 0) return said;
    await this.look(open.flatMap(({ models }) => models));
    const stretches = said.stretches.map((each) => ({ ...each, models: this.estimate(each.models) }));
    const known = open
      .flatMap(({ models }) => this.estimate(models.filter(hasNoCost)))
      .flatMap(({ costUsd }) => costUsd ?? []);
    const more = known.reduce((sum, each) => sum + each, 0);
    return { ...said, stretches, costUsd: known.length === 0 ? said.costUsd : (said.costUsd ?? 0) + more };
  }

  private estimate(models: readonly ModelUsage[]): ModelUsage[] {
    return models.map((usage) => {
      const price = this.prices.get(usage.model ?? '');
      return hasNoCost(usage) && price !== undefined ? { ...usage, costUsd: price * weightOf(usage) } : usage;
    });
  }

  private learn(models: readonly ModelUsage[]): void {
    for (const usage of models) {
      const weight = weightOf(usage);
      if (usage.model !== null && (usage.costUsd ?? 0) > 0 && weight > 0)
        this.prices.set(usage.model, (usage.costUsd ?? 0) / weight);
    }
  }

  private async look(models: readonly ModelUsage[]): Promise<void> {
    if (models.every(({ model }) => model === null || this.prices.has(model))) return;
    const latest = await untilStored(() => this.ledger.latest());
    for (const { models: priced } of latest.toReversed()) this.learn(priced);
  }
}

function hasNoCost({ costUsd }: ModelUsage): boolean {
  return costUsd === null;
}

function weightOf(usage: ModelUsage): number {
  return TOKEN_KINDS.reduce((sum, kind) => sum + WEIGHTS[kind] * usage[kind], 0);
}
