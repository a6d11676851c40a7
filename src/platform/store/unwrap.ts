import type { PostgrestResponse, PostgrestSingleResponse } from '@supabase/supabase-js';
import { toStoreError } from './store-error.js';

/** PostgREST's code for a page that begins after the last row. */
const BEHIND_THE_END = 'PGRST103';

/**
 * The data of a supabase-js call: `const row = unwrap(await db.from('clients').select().eq('id', id).maybeSingle())`.
 * @throws StoreUnavailableError when the store cannot be reached now, StoreError when it refused the statement.
 */
export function unwrap<T>(answer: PostgrestSingleResponse<T>): T {
  if (answer.error) throw toStoreError(answer.error, answer.status);
  return answer.data;
}

/**
 * The number of rows that a call with `select('id', { count: 'exact' })` and `limit(1)` found. Not `head: true`: the response to a
 * HEAD request has no body, and so would not say why it was refused.
 * @throws as {@link unwrap}
 */
export function unwrapCount(answer: PostgrestResponse<unknown>): number {
  return unwrapPage(answer).total;
}

export interface Page<T> {
  readonly rows: T[];
  /** Number of rows in the whole result, regardless of the page. */
  readonly total: number;
}

/**
 * A page of a call with `select(columns, { count: 'exact' })` and `range(from, to)`; a page after the end is empty.
 * @throws as {@link unwrap}
 */
export function unwrapPage<T>(answer: PostgrestResponse<T>): Page<T> {
  if (!answer.error) return { rows: answer.data, total: answer.count ?? answer.data.length };
  if (answer.error.code !== BEHIND_THE_END) throw toStoreError(answer.error, answer.status);
  return { rows: [], total: totalIn(answer.error.details) };
}

/** "An offset of 1000 was requested, but there are only 200 rows." */
function totalIn(details: string | null): number {
  return Number(/only (\d+) rows/.exec(details ?? '')?.[1] ?? 0);
}
