import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningServer } from '../test/support/server.js';
import { Latencies } from './latencies.js';

const PAIRS = 15;
const WITHOUT_CACHE = { NODE_DISABLE_COMPILE_CACHE: '1' };

/**
 * From the start of the process to the answer of GET /health, in a directory that has its database: with the modules that an
 * earlier start compiled, and without them. Both within each pair, so that whatever else the machine does falls on both.
 */
export async function benchStart(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-start-'));
  const times = { cached: new Latencies(), uncached: new Latencies(), saved: new Latencies() };
  try {
    await startMs(folder, {});
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const [uncached, cached] = [await startMs(folder, WITHOUT_CACHE), await startMs(folder, {})];
      times.uncached.add(uncached);
      times.cached.add(cached);
      times.saved.add(uncached - cached);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const [uncached, cached, saved] = [times.uncached, times.cached, times.saved].map((all) => all.quantile(0.5));
  const share = ((100 * (saved ?? 0)) / (uncached ?? 1)).toFixed(0);
  process.stdout.write(
    `${ms(cached)} from start to health with the compile cache against ${ms(uncached)} without, median of ${PAIRS} pairs: ` +
      `${ms(saved)} less (${share} %), Node.js ${process.versions.node}, embedded Postgres\n`,
  );
}

async function startMs(folder: string, env: Readonly<Record<string, string>>): Promise<number> {
  const begun = performance.now();
  const server = await RunningServer.start({ folder, env });
  await server.api.get('/health');
  const took = performance.now() - begun;
  await server.stop();
  return took;
}

function ms(value = 0): string {
  return `${value.toFixed(0)} ms`;
}
