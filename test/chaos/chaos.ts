import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence, Violation } from './evidence.js';
import { judge } from './judge.js';
import type { ChaosOptions } from './options.js';
import { planRound, type RoundSize } from './plan.js';
import { reportOf, storyOf } from './report.js';
import { Round } from './round.js';
import { verdictOf } from './verdict.js';

export interface Judged {
  readonly evidence: Evidence;
  readonly violations: readonly Violation[];
  /** What a slow machine leaves open. */
  readonly undecided: readonly Violation[];
}

/** Runs one round after the other and judges each. `tell` gets the report, and the story of what went wrong. */
export async function runChaos(options: ChaosOptions, tell: (line: string) => void): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const size of sizesOf(options)) {
    const evidence = await Round.run(planRound(size), tell);
    if (options.evidence !== null) await keep(evidence, options.evidence);
    const { broken: violations, undecided } = verdictOf(evidence, judge(evidence));
    for (const line of reportOf(evidence, violations)) tell(line);
    if (violations.length > 0) for (const line of storyOf(evidence, violations)) tell(line);
    for (const { job, what } of undecided) tell(`undecided, the machine is too slow: ${job}: ${what}`);
    judged.push({ evidence, violations, undecided });
  }
  return judged;
}

async function keep(evidence: Evidence, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `seed-${evidence.plan.seed}-nodes-${evidence.plan.nodes}.json`);
  await writeFile(file, JSON.stringify(evidence, null, 1));
}

/** More servers get more of the time and of the jobs. */
export function sizesOf({ seed, minutes, nodes, jobs }: ChaosOptions): RoundSize[] {
  const shares = nodes.map((count) => (count > 1 ? 2 : 1));
  const sum = shares.reduce((total, share) => total + share, 0);
  return nodes.map((count, index) => {
    const share = (shares[index] ?? 1) / sum;
    return {
      seed: seed + index,
      nodes: count,
      jobs: Math.ceil(jobs * share),
      faultMs: Math.round(minutes * 60_000 * share),
    };
  });
}
