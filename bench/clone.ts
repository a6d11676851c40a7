import { JobRig } from './job-rig.js';
import { medianRatio, print, rowOf } from './report.js';

const PAIRS = 8;
const BRANCHES = 20_000;
const TAGS = 100_000;

/** A trivial code job on a warm clone of a repository with very many refs, against one on a small repository. */
export async function benchClone(): Promise<void> {
  const bench = await JobRig.start();
  try {
    await bench.rig.forge.addRepository('acme/large', { files: { 'README.md': '# Large\n' } });
    await bench.rig.forge.repository('acme/large').addManyRefs(BRANCHES, TAGS);
    const { clientId: large } = await bench.rig.register('acme/large');
    const { clientId: small } = await bench.rig.addRepository('acme/small');
    const begun = performance.now();
    await bench.job(large);
    const firstMs = performance.now() - begun;
    await bench.job(small);
    const times = { large: [] as number[], small: [] as number[] };
    for (let pair = 0; pair < PAIRS; pair += 1) {
      times.small.push((await bench.job(small)).ms);
      times.large.push((await bench.job(large)).ms);
    }
    const ratio = medianRatio(times.large, times.small);
    const refs = `${BRANCHES} branches, ${TAGS} tags`;
    print({
      bench: 'clone',
      unit: 'ms',
      rows: [
        rowOf('a job, small repository', times.small),
        rowOf(`a job, ${refs}`, times.large),
        rowOf(`the first job there, with the clone`, [firstMs]),
      ],
      ratio,
      verdict: `On a warm clone with ${refs} a job takes ${ratio.toFixed(2)} times as long as on a small repository.`,
    });
  } finally {
    await bench.close();
  }
}
