/** Rows per request; PostgREST returns at most 1,000, however many match. */
const PAGE_SIZE = 1_000;

/** Reads a whole result page by page. `page` must sort its rows in a total order, or pages overlap. */
export async function allRows<Row>(page: (from: number, to: number) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const next = await page(rows.length, rows.length + PAGE_SIZE - 1);
    rows.push(...next);
    if (next.length < PAGE_SIZE) return rows;
  }
}
