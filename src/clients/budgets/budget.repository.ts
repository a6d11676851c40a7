import { Inject, Injectable } from '@nestjs/common';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import type { Budget } from './budget.js';

/** Reads and writes budgets of clients; what is spent of them is kept up by the store (supabase/schemas/budgets.sql). */
@Injectable()
export class BudgetRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** null: the client has none. */
  async find(clientId: string): Promise<Budget | null> {
    return budgetIn(unwrap(await this.db.rpc('client_budget', { p_client_id: clientId })));
  }

  /** null: there is no such client. */
  async set(clientId: string, monthlyUsd: number, warnAtPercent: number): Promise<Budget | null> {
    const terms = { p_monthly_usd: monthlyUsd, p_warn_at_percent: warnAtPercent };
    // The generated types cannot say that a parameter of a function may be null.
    const args = { p_client_id: clientId, p_key_name: null as unknown as string, ...terms };
    return budgetIn(unwrap(await this.db.rpc('set_budget', args)));
  }

  /** Answers what it was; null: the client had none. */
  async remove(clientId: string): Promise<Budget | null> {
    return budgetIn(unwrap(await this.db.rpc('remove_client_budget', { p_client_id: clientId })));
  }
}

function budgetIn([row]: readonly { readonly budget: unknown }[]): Budget | null {
  return row ? (row.budget as Budget) : null;
}
