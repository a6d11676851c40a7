/**
 * Ids per request. PostgREST takes them in the URL, of which the gateway of a Supabase project accepts 16 kB with all headers:
 * https://supabase.com/docs/guides/troubleshooting/fixing-520-errors-in-the-database-rest-api-Ur5-B2
 */
const MOST_IDS = 200;

/** Asks for rows by their ids, in as many requests as needed, and none for no ids. Rows come in no order. */
export async function forIds<Row>(ids: readonly string[], ask: (some: string[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < ids.length; from += MOST_IDS) rows.push(...(await ask(ids.slice(from, from + MOST_IDS))));
  return rows;
}
