import { residentBytes } from '../test/support/leaks.js';
import { hangs, uses } from '../test/support/scripted-model.turns.js';
import { JobRig } from './job-rig.js';
import { print, rowOf } from './report.js';

const JOBS = 4;
const LOOKS = 5;
const HOLD = 'Hold on.';

/** Resident memory of server and database, idle and with jobs whose Claude waits for the model; Claude itself is not counted. */
export async function benchMemory(): Promise<void> {
  const bench = await JobRig.start({ MAX_CONCURRENT_JOBS: String(JOBS) });
  const { rig } = bench;
  try {
    rig.model.script(HOLD, [uses('Write', { file_path: 'held.txt', content: 'held\n' }), hangs()]);
    const { clientId } = await rig.addRepository('acme/app');
    const idle = await looks(rig.folder);
    const ids: string[] = [];
    for (let job = 0; job < JOBS; job += 1)
      ids.push(await rig.queue({ clientId, prompt: HOLD, branchName: `bench/held-${job}` }));
    await rig.model.whenRequested(HOLD, 2 * JOBS);
    const busy = await looks(rig.folder);
    for (const id of ids) await rig.api.post(`/jobs/${id}/cancel`);
    const [before, after] = [rowOf('idle', idle), rowOf(`${JOBS} jobs at work`, busy)];
    const each = (after.median - before.median) / JOBS;
    const ratio = after.median / before.median;
    const verdict = `Server and database hold ${before.median.toFixed(0)} MB idle, and ${each.toFixed(1)} MB more for each job.`;
    print({ bench: 'memory', unit: 'MB', rows: [before, after], ratio, verdict });
  } finally {
    await bench.close();
  }
}

async function looks(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (let look = 0; look < LOOKS; look += 1) found.push((await residentBytes(folder)) / 1e6);
  return found;
}
