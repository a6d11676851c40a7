import { describe, expect, it } from '@jest/globals';
import { runChaos } from './chaos/chaos.js';

/** Fixed, so that a change of the code is what makes a difference, as far as processes and clocks allow. */
const SEED = 20_261;
const JOBS = 60;

describe('a minute of chaos', () => {
  it('breaks no promise, with one server and with three', async () => {
    const told: string[] = [];
    const options = { seed: SEED, minutes: 1, nodes: [1, 3], jobs: JOBS, evidence: null };
    const judged = await runChaos(options, (line) => told.push(line));
    const violations = judged.flatMap((round) => round.violations);
    if (violations.length > 0) process.stderr.write(`${told.join('\n')}\n`);
    expect(violations).toEqual([]);
    expect(judged.flatMap(({ evidence }) => evidence.jobs).length).toBeGreaterThanOrEqual(JOBS);
    const met = judged.flatMap(({ evidence }) => evidence.faults).filter(({ target }) => target !== null);
    expect(met.length).toBeGreaterThanOrEqual(15);
  }, 600_000);
});
