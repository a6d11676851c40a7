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

/** US dollars for a token of input of a model whose price nobody has told yet. */
const USUAL_PRICE = 0.000_005;

interface Costing {
  readonly stretches: readonly StretchUsage[];
  readonly costUsd: number | null;
}

/**
 * Estimates what a run cost that was cut off, or goes on: the CLI tells a cost with its result only. The price of a model is what its
 * last run with a result cost, or a usual one if there was none.
 */
@Injectable()
export class LearnedPrices {
  /** US dollars for a token of input, by model. */
  private readonly prices = new Map<string, number>();
  /** Models whose price was looked for, whether or not there is one. */
  private readonly sought = new Set<string | null>();

  constructor(private readonly ledger: LedgerRepository) {}

  /** The same with the cost of what has none. */
  async complete<T extends Costing>(said: T): Promise<T> {
    for (const { models } of said.stretches) this.learn(models);
    await this.look(unpriced(said));
    return this.priced(said);
  }

  /** The same of a run that goes on, at once: prices that are not known yet are looked for meanwhile. */
  underway<T extends Costing>(said: T): T {
    for (const { models } of said.stretches) this.learn(models);
    const fresh = unpriced(said).filter(({ model }) => !this.sought.has(model));
    for (const { model } of fresh) this.sought.add(model);
    // It is looked for again when the run has ended.
    this.look(fresh).catch(() => undefined);
    return this.priced(said);
  }

  private priced<T extends Costing>(said: T): T {
    const open = unpriced(said);
    if (open.length === 0) return said;
    const more = this.estimate(open).reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
    const stretches = said.stretches.map((each) => ({ ...each, models: this.estimate(each.models) }));
    return { ...said, stretches, costUsd: (said.costUsd ?? 0) + more };
  }

  private estimate(models: readonly ModelUsage[]): ModelUsage[] {
    return models.map((usage) => {
      const price = this.prices.get(usage.model ?? '') ?? USUAL_PRICE;
      return hasNoCost(usage) ? { ...usage, costUsd: price * weightOf(usage) } : usage;
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

/** What has no cost. */
function unpriced({ stretches }: Costing): ModelUsage[] {
  return stretches.flatMap(({ models }) => models.filter(hasNoCost));
}

function hasNoCost({ costUsd }: ModelUsage): boolean {
  return costUsd === null;
}

function weightOf(usage: ModelUsage): number {
  return TOKEN_KINDS.reduce((sum, kind) => sum + WEIGHTS[kind] * usage[kind], 0);
}
