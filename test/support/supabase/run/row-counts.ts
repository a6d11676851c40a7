import type { SupabaseClient } from '@supabase/supabase-js';
import { answerOf } from './project-access.js';

export type RowCounts = Readonly<Record<string, number>>;

export async function countRows(db: SupabaseClient, tables: readonly string[]): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const answer = await db.from(table).select('*', { count: 'exact' }).limit(1);
    answerOf(`count the rows of ${table}`, answer);
    counts[table] = answer.count ?? 0;
  }
  return counts;
}

/** What there is more than before, in words; null: nothing. */
export function growthOf(before: RowCounts, after: RowCounts): string | null {
  const grown = Object.entries(after).filter(([table, count]) => count > (before[table] ?? 0));
  if (grown.length === 0) return null;
  return grown.map(([table, count]) => `${table} (${count - (before[table] ?? 0)})`).join(', ');
}
