import { JobRig, type TimedJob } from './job-rig.js';
import { PROMPT } from './job-rig.js';
import { medianRatio, print, rowOf } from './report.js';

const PAIRS = 12;

/**
 * A trivial code job against the same steps in a bare script, one after the other in each pair. With `--profile` also where the
 * time goes, and which programs the server starts.
 */
export async function benchOverhead(): Promise<void> {
  const bench = await JobRig.start();
  try {
    const { clientId, script } = await bench.warm('acme/app');
    const jobs: TimedJob[] = [];
    const bare: number[] = [];
    const steps = new Map<string, number[]>();
    for (let pair = 0; pair < PAIRS; pair += 1) {
      bare.push(await script.run(PROMPT));
      for (const [name, ms] of Object.entries(script.steps)) steps.set(name, [...(steps.get(name) ?? []), ms]);
      jobs.push(await bench.job(clientId));
    }
    const taken = jobs.map(({ ms }) => ms);
    const ratio = medianRatio(taken, bare);
    const rows = [rowOf('a job', taken), rowOf('the bare script', bare)];
    const profile = process.argv.includes('--profile');
    const details = profile
      ? [...phaseRows(bench, jobs), ...[...steps].map(([name, ms]) => rowOf(`script: ${name}`, ms))]
      : [];
    const verdict = `A trivial job takes ${ratio.toFixed(2)} times as long as the bare script.`;
    print({ bench: 'overhead', unit: 'ms', rows: [...rows, ...details], ratio, verdict });
    if (profile) printPrograms(bench, jobs.at(-1));
  } finally {
    await bench.close();
  }
}

function phaseRows({ timeline }: JobRig, jobs: readonly TimedJob[]) {
  const times = new Map<string, number[]>();
  for (const { id, askedAt } of jobs) {
    for (const { name, from, to } of timeline.phasesOf(id, askedAt))
      times.set(name, [...(times.get(name) ?? []), to - from]);
  }
  return [...times].map(([name, ms]) => rowOf(`job: ${name}`, ms));
}

/** Which programs one job made the server start, in which phase. */
function printPrograms({ timeline, programs }: JobRig, job: TimedJob | undefined): void {
  if (!job) return;
  const started = programs.read().filter(({ at }) => at >= job.askedAt && at <= job.askedAt + job.ms);
  const phases = timeline.phasesOf(job.id, job.askedAt).map(({ name, from, to }) => {
    const inPhase = started.filter(({ at }) => at >= from && at < to);
    const drawn = inPhase.map(({ at, name: program }) => `  +${String(at - from).padStart(5)} ms  ${program}`);
    return [`${name}: ${to - from} ms, ${inPhase.length} programs`, ...drawn].join('\n');
  });
  const out = process.argv.includes('--json') ? process.stderr : process.stdout;
  out.write(`\nThe last job: ${started.length} programs started by the server\n${phases.join('\n')}\n`);
}
