import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningServer } from '../test/support/server.js';
import { medianRatio, print, rowOf } from './report.js';

const PAIRS = 8;
/** The yardstick: Node.js with the framework and nothing of ours. */
const BARE = "import('@nestjs/core').then(() => process.exit(0))";

/** From the start of the process to the answer of GET /health, on a directory that has its database, against loading NestJS alone. */
export async function benchBoot(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-boot-'));
  const times = { server: [] as number[], bare: [] as number[] };
  try {
    await startMs(folder);
    for (let pair = 0; pair < PAIRS; pair += 1) {
      times.bare.push(await bareMs());
      times.server.push(await startMs(folder));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const ratio = medianRatio(times.server, times.bare);
  print({
    bench: 'boot',
    unit: 'ms',
    rows: [rowOf('start to GET /health', times.server), rowOf('Node.js loads NestJS', times.bare)],
    ratio,
    verdict: `With an existing embedded database the server answers after ${ratio.toFixed(1)} times as long as NestJS takes to load.`,
  });
}

async function startMs(folder: string): Promise<number> {
  const begun = performance.now();
  const server = await RunningServer.start({ folder });
  await server.api.get('/health');
  const took = performance.now() - begun;
  await server.stop();
  return took;
}

async function bareMs(): Promise<number> {
  const begun = performance.now();
  await once(spawn(process.execPath, ['-e', BARE], { stdio: 'inherit' }), 'close');
  return performance.now() - begun;
}
