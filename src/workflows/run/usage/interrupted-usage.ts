import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClaudeSessions } from '../../../claude/cli/claude-sessions.js';
import { byModel, type ModelUsage, ofEachKind, TOKEN_KINDS, tokensRead } from '../../../claude/output/model-usage.js';
import type { WrittenAnswer } from '../../../claude/output/transcript.js';
import type { JobRun } from '../job-run.js';
import { RunStateRepository } from '../run-state.repository.js';
import { assertHeld } from '../run-stopped.js';
import { untilStored } from '../until-stored.js';
import { addUsage } from './add-usage.js';
import { LearnedPrices } from './learned-prices.js';
import type { LedgerRow } from './ledger-rows.js';
import { LedgerRepository } from './ledger.repository.js';

/**
 * What an attempt had used whose server died in it. That server could not tell; the transcript of the session can, where it is on
 * this machine.
 */
@Injectable()
export class InterruptedUsage {
  constructor(
    private readonly sessions: ClaudeSessions,
    private readonly ledger: LedgerRepository,
    private readonly prices: LearnedPrices,
    private readonly state: RunStateRepository,
  ) {}

  /**
   * Counts it, once, and answers the run with the job as its row is then. May be repeated.
   * @throws RunStopped when the job is not this run's any more.
   */
  async settle(run: JobRun): Promise<JobRun> {
    const { job, claim } = run;
    const wasInterrupted = Array.isArray(job.interruptions) && job.interruptions.length > 0;
    if (job.session_id === null || !wasInterrupted) return run;
    const sessionId = job.session_id;
    const rows = await untilStored(() => this.ledger.ofSession(job.id, sessionId));
    const written = await this.sessions.answersOf(job.id, sessionId);
    const before = rows.findLast(({ outcome }) => outcome === null) ?? emptyRow(sessionId, written);
    const missing = missingOf(written, rows);
    if (before.outcome === null && before.models.length + missing.length === 0) return run;

    const { durationMs } = before;
    const models = byModel([...before.models, ...missing]).map(withoutCost);
    const completed = await this.prices.complete({ stretches: [{ numTurns: 0, models, ok: null }], costUsd: null });
    const after: LedgerRow = {
      ...before,
      outcome: 'interrupted',
      durationMs: Math.max(durationMs, untilLast(before.startedAt, written)),
      costUsd: completed.costUsd,
      models: completed.stretches.flatMap((each) => each.models),
    };
    const totals = {
      num_turns: job.num_turns,
      input_tokens: addUsage(job.input_tokens, more(before, after, tokensRead)),
      output_tokens: addUsage(
        job.output_tokens,
        more(before, after, ({ outputTokens }) => outputTokens),
      ),
      total_cost_usd: addUsage(job.total_cost_usd, (after.costUsd ?? 0) - (before.costUsd ?? 0)),
      duration_ms: addUsage(job.duration_ms, after.durationMs - durationMs),
    };
    const iteration = job.iterates ? job.current_iteration : null;
    assertHeld(await untilStored(() => this.state.recordUsage(claim, { totals, rows: [after] }, iteration)));
    return { ...run, job: { ...job, ...totals } };
  }
}

/** For a server that died before it had written anything of the run. */
function emptyRow(sessionId: string, [first]: readonly WrittenAnswer[]): LedgerRow {
  const startedAt = (first?.at ?? new Date()).toISOString();
  return {
    id: randomUUID(),
    sessionId,
    startedAt,
    durationMs: 0,
    outcome: null,
    numTurns: 0,
    costUsd: null,
    models: [],
  };
}

/** What is written down, and in no row. Rows may have more, such as that of subagents. */
function missingOf(written: readonly WrittenAnswer[], rows: readonly LedgerRow[]): ModelUsage[] {
  const counted = byModel(rows.flatMap(({ models }) => models));
  return byModel(written.map(({ usage }) => usage)).flatMap((usage) => {
    const known = counted.find(({ model }) => model === usage.model);
    const missing = ofEachKind((kind) => Math.max(0, usage[kind] - (known?.[kind] ?? 0)));
    const isNothing = TOKEN_KINDS.every((kind) => missing[kind] === 0);
    return isNothing ? [] : [{ model: usage.model, ...missing, costUsd: null }];
  });
}

function withoutCost(usage: ModelUsage): ModelUsage {
  return { ...usage, costUsd: null };
}

function untilLast(startedAt: string, written: readonly WrittenAnswer[]): number {
  const last = written.findLast(({ at }) => at !== null)?.at;
  return last ? Math.max(0, last.getTime() - new Date(startedAt).getTime()) : 0;
}

/** By how much the second row has more of something than the first. */
function more(before: LedgerRow, after: LedgerRow, count: (usage: ModelUsage) => number): number {
  const sumOf = ({ models }: LedgerRow): number => models.reduce((sum, usage) => sum + count(usage), 0);
  return sumOf(after) - sumOf(before);
}
