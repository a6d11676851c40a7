// oxlint-disable-next-line no-unassigned-import -- decorators write to what it installs
import 'reflect-metadata';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from '../src/platform/config/parse-env.js';
import { chooseSandbox, type ChosenSandbox } from '../src/sandbox/choice/sandbox-choice.js';
import type { SandboxCommand, SandboxDriver } from '../src/sandbox/sandbox.js';
import { Latencies } from './latencies.js';

const ROUNDS = 60;
const JOB = 'bench-job';
const MOST_MS = 50;

/**
 * What a sandbox adds to each process of a job: from the start to the end of one that does nothing. Both drivers in turn within
 * each round, so that whatever else the machine does falls on both; the difference is taken per round.
 */
export async function benchSandbox(): Promise<void> {
  for (const driver of ['bubblewrap', 'user'] as const) await compare(driver);
}

async function compare(driver: SandboxDriver): Promise<void> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'bench-sandbox-')));
  try {
    await chmod(root, 0o711);
    const walled = await start(root, driver).catch((error: unknown) => String(error));
    if (typeof walled === 'string') return print(`${driver}: ${walled}`);
    const open = await start(root, 'none');
    const sums = { walled: new Latencies(), open: new Latencies(), added: new Latencies() };
    for (let round = -5; round < ROUNDS; round += 1) {
      const [without, within] = [await runOnce(open), await runOnce(walled)];
      if (round < 0) continue;
      sums.open.add(without);
      sums.walled.add(within);
      sums.added.add(within - without);
    }
    const [without, within, added] = [sums.open, sums.walled, sums.added].map((all) => all.quantile(0.5));
    const ratio = ((within ?? 0) / (without ?? 1)).toFixed(1);
    const verdict = (added ?? 0) < MOST_MS ? `under ${MOST_MS} ms` : `NOT under ${MOST_MS} ms`;
    print(
      `${driver}: ${ms(within)} per process against ${ms(without)} with none, median of ${ROUNDS} pairs: ` +
        `${ms(added)} more (${ratio} times), ${verdict}; 95 % of the differences under ${ms(sums.added.quantile(0.95))}`,
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function start(root: string, driver: SandboxDriver): Promise<ChosenSandbox> {
  const [data, repos, trees] = ['data', 'repos', 'trees'].map((name) => join(root, driver, name));
  await mkdir(join(trees ?? '', JOB), { recursive: true });
  await chmod(join(root, driver), 0o711);
  const env = { DATA_DIR: data, REPOS_DIR: repos, WORKTREES_DIR: trees, SANDBOX: driver, AGENT_API_SECRET: 'bench' };
  const chosen = await chooseSandbox(parseEnv(env), 'bench');
  await chosen.directories.handOverTree(JOB);
  return chosen;
}

/** Milliseconds from the start of a process to its end. */
async function runOnce({ sandbox, directories }: ChosenSandbox): Promise<number> {
  const { tree } = directories.viewOf(JOB);
  const command: SandboxCommand = {
    jobId: JOB,
    file: '/bin/true',
    args: [],
    cwd: tree,
    env: { PATH: '/usr/bin:/bin' },
  };
  const begun = performance.now();
  const child = sandbox.spawn(command);
  const [code] = (await once(child, 'exit')) as [number | null];
  const took = performance.now() - begun;
  if (code !== 0) throw new Error(`the process ended with ${code}`);
  return took;
}

function ms(value = 0): string {
  return `${value.toFixed(1)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
