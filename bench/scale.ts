import { Latencies } from './latencies.js';
import { fill, limitCrowdedClient } from './scale-jobs.js';
import { openScaleStore, type ScaleStore } from './scale-store.js';

/** Ended and queued jobs of a store. The first is that of the yardstick, which stays as it is while the other grows. */
const SMALL = { ended: 1_000, queued: 100 } as const;
const SIZES = [
  { ended: 10_000, queued: 1_000 },
  { ended: 100_000, queued: 10_000 },
  { ended: 300_000, queued: 100_000 },
] as const;
/** What a client has waiting that has reached its limit, in the last store. */
const CROWD = 50_000;
const ROUNDS = 30;

interface Row {
  readonly store: string;
  readonly name: string;
  /** Medians in milliseconds, `small` of the yardstick. */
  readonly median: number;
  readonly small: number;
  /** The median of the ratios of rounds, and the first and the third quartile. */
  readonly ratio: number;
  readonly spread: readonly [number, number];
}

/**
 * How much requests and a claim feel the size of the store, and a client that waits in it with very many jobs. Each round asks
 * a small store, too: what else the machine does falls on both.
 */
export async function benchScale(): Promise<void> {
  const stores: ScaleStore[] = [];
  const rows: Row[] = [];
  try {
    for (let index = 0; index < 2; index += 1) {
      const store = await openScaleStore();
      stores.push(store);
      await fill(store.postgres, SMALL.ended, SMALL.queued);
    }
    const [small, large] = stores as [ScaleStore, ScaleStore];
    for (const { ended, queued } of SIZES) {
      await fill(large.postgres, ended, queued);
      rows.push(...(await compare(`${ended} ended, ${queued} queued`, small, large)));
    }
    await limitCrowdedClient(large.postgres, CROWD);
    rows.push(...(await compare(`${CROWD} more of a client at its limit of 1`, small, large)));
  } finally {
    for (const store of stores) await store.close();
  }
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ bench: 'scale', unit: 'ms', rows })}\n`);
  else print(rows);
}

async function compare(store: string, small: ScaleStore, large: ScaleStore): Promise<Row[]> {
  const [yardstick, steps] = [await small.steps(), await large.steps()];
  const rows: Row[] = [];
  for (const [name, step] of Object.entries(steps)) {
    const base = yardstick[name];
    if (base) rows.push({ store, name, ...(await compareStep(base, step)) });
  }
  return rows;
}

async function compareStep(base: () => Promise<unknown>, step: () => Promise<unknown>) {
  const [smalls, larges, ratios] = [new Latencies(), new Latencies(), new Latencies()];
  await base();
  await step();
  for (let round = 0; round < ROUNDS; round += 1) {
    const [small, large] = [await timeOf(base), await timeOf(step)];
    smalls.add(small);
    larges.add(large);
    ratios.add(large / small);
  }
  const [ratio, from, to] = [ratios.quantile(0.5), ratios.quantile(0.25), ratios.quantile(0.75)];
  return { median: larges.quantile(0.5), small: smalls.quantile(0.5), ratio, spread: [from, to] as const };
}

async function timeOf(step: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await step();
  return performance.now() - begun;
}

function print(rows: readonly Row[]): void {
  let store = '';
  for (const row of rows) {
    if (row.store !== store) {
      store = row.store;
      process.stdout.write(`\n${store}\n`);
    }
    const cells = [row.median, row.small].map((ms) => `${ms.toFixed(1).padStart(9)} ms`).join('');
    const [from, to] = row.spread.map((ratio) => ratio.toFixed(2));
    process.stdout.write(`  ${row.name.padEnd(24)}${cells}${row.ratio.toFixed(2).padStart(8)} x  (${from} … ${to})\n`);
  }
}
