import { runChaos } from './chaos.js';
import { type ChaosOptions, parseOptions, USAGE } from './options.js';

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function run(options: ChaosOptions): Promise<number> {
  const { seed, minutes, nodes, jobs } = options;
  tell(
    `chaos with seed ${seed}: --seed ${seed} --minutes ${minutes} --nodes ${nodes.join()} --jobs ${jobs} repeats it`,
  );
  const judged = await runChaos(options, tell);
  const violations = judged.reduce((sum, round) => sum + round.violations.length, 0);
  if (violations > 0) {
    tell(`BROKEN: ${violations} violations with seed ${seed}`);
    return 1;
  }
  const undecided = judged.reduce((sum, round) => sum + round.undecided.length, 0);
  tell(
    undecided === 0
      ? 'KEPT: no promise was broken'
      : 'UNDECIDED: the machine is too slow for this size; no promise was broken by what ended',
  );
  return undecided === 0 ? 0 : 3;
}

function optionsGiven(): ChaosOptions | null {
  try {
    return parseOptions(process.argv.slice(2), () => Math.floor(Math.random() * 1_000_000));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return null;
  }
}

const given = optionsGiven();
process.exitCode = given === null ? 2 : await run(given);
