import { JobRig, PROMPT } from './job-rig.js';
import { medianRatio, print, rowOf } from './report.js';

const ROUNDS = 6;
const AT_ONCE = 4;

/** Four trivial code jobs at a time against four bare scripts at a time, on one repository. */
export async function benchParallel(): Promise<void> {
  const bench = await JobRig.start({ MAX_CONCURRENT_JOBS: String(AT_ONCE) });
  try {
    const { clientId, script } = await bench.warm('acme/app');
    const jobs: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await timed(() => script.run(PROMPT)));
      jobs.push(await timed(() => bench.job(clientId)));
    }
    const ratio = medianRatio(jobs, bare);
    print({
      bench: 'parallel',
      unit: 'ms',
      rows: [rowOf(`${AT_ONCE} jobs at a time`, jobs), rowOf(`${AT_ONCE} bare scripts at a time`, bare)],
      ratio,
      verdict: `${AT_ONCE} trivial jobs at a time take ${ratio.toFixed(2)} times as long as ${AT_ONCE} bare scripts.`,
    });
  } finally {
    await bench.close();
  }
}

/** Milliseconds until the last of them is done. */
async function timed(task: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, task));
  return performance.now() - begun;
}
