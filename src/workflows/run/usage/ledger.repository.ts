import { Inject, Injectable } from '@nestjs/common';
import { byModel, type ModelUsage } from '../../../claude/output/model-usage.js';
import { allRows } from '../../../platform/store/all-rows.js';
import { SUPABASE, type Supabase } from '../../../platform/store/supabase.token.js';
import { unwrap } from '../../../platform/store/unwrap.js';
import type { LedgerRow } from './ledger-rows.js';

/** How many of the newest rows are looked at for a price. */
const LATEST = 200;

/** Reads rows of the ledger for runs; `RunStateRepository` writes them. */
@Injectable()
export class LedgerRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** Those of one session of a job, oldest first. */
  async ofSession(jobId: string, sessionId: string): Promise<LedgerRow[]> {
    const columns = 'id, started_at, duration_ms, outcome, num_turns, cost_usd, models';
    const rows = unwrap(
      await this.db
        .from('agent_usage')
        .select(columns)
        .eq('job_id', jobId)
        .eq('session_id', sessionId)
        .order('started_at'),
    );
    return rows.map((row) => ({
      id: row.id,
      sessionId,
      startedAt: row.started_at,
      durationMs: row.duration_ms,
      outcome: row.outcome,
      numTurns: row.num_turns,
      costUsd: row.cost_usd,
      models: row.models as unknown as ModelUsage[],
    }));
  }

  /** What each model has used in a job, in the order in which they came. */
  async modelsOf(jobId: string): Promise<ModelUsage[]> {
    const rows = await allRows(async (from, to) =>
      unwrap(
        await this.db
          .from('agent_usage')
          .select('models')
          .eq('job_id', jobId)
          .order('started_at')
          .order('id')
          .range(from, to),
      ),
    );
    return byModel(rows.flatMap(({ models }) => models as unknown as ModelUsage[]));
  }

  /** The models of the newest rows of runs that have ended, the newest first: the cost of the others is a guess. */
  async latest(): Promise<{ readonly models: readonly ModelUsage[] }[]> {
    const ended = this.db.from('agent_usage').select('models').not('outcome', 'is', null);
    const rows = unwrap(await ended.order('started_at', { ascending: false }).limit(LATEST));
    return rows.map(({ models }) => ({ models: models as unknown as ModelUsage[] }));
  }
}
