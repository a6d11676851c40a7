import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JobBody } from '../test/support/api-client.js';
import { Rig } from '../test/support/rig.js';
import { says } from '../test/support/scripted-model.turns.js';

const run = promisify(execFile);
const PROMPT = 'Say that you are done.';
const ROUNDS = 3;
/** What most projects of the web have, some 300 MB. */
const PACKAGES = { next: '15.5.4', react: '19.1.1', 'react-dom': '19.1.1', typescript: '5.9.2', jest: '30.1.3' };
/** The part of `npm ci`'s time that a copy may take. */
const MOST = 0.1;

/**
 * How long a job takes to get its `node_modules` from an earlier one, against how long `npm ci` took there: in pairs, both read from the messages of
 * the jobs. Each job has a home of its own, so npm fetches the packages from its registry; their lock file too.
 */
export async function benchSetup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-setup-'));
  const rig = await Rig.start();
  try {
    const files = await project(folder);
    const { clientId, repositoryId } = await rig.addRepository('acme/web', { files });
    rig.model.script(PROMPT, [says('Done.')]);
    const ratios: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      // Another command has no result yet.
      const setupCommand = `npm ci --ignore-scripts --no-audit --no-fund && du -sm node_modules | sed 's/\\s.*/ MB/' # ${round}`;
      await rig.api.request('PATCH', `/repos/${repositoryId}`, { setupCommand, setupTimeoutMinutes: 60 });
      const first = await notesOf(rig, clientId);
      const installed = secondsIn(first, /^Setup done \(([\d.]+) s\)$/m);
      const copied = secondsIn(await notesOf(rig, clientId), /an earlier run was copied \(([\d.]+) s\)$/m);
      ratios.push(copied / installed);
      const size = /^\d+ MB$/m.exec(first)?.[0] ?? '?';
      print(`${size} of node_modules: npm ci took ${installed.toFixed(1)} s, a copy ${copied.toFixed(1)} s`);
    }
    const ratio = ratios.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
    const verdict = ratio <= MOST ? 'at most a tenth' : 'MORE than a tenth';
    print(`a copy took ${(100 * ratio).toFixed(1)} % of the time of npm ci (median of ${ROUNDS} pairs): ${verdict}`);
  } finally {
    await rig.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A project with a lock file, which npm makes. */
async function project(folder: string): Promise<Record<string, string>> {
  const manifest = JSON.stringify({ name: 'web', private: true, dependencies: PACKAGES });
  await writeFile(join(folder, 'package.json'), manifest);
  await run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  const lock = await readFile(join(folder, 'package-lock.json'), 'utf8');
  return { 'package.json': manifest, 'package-lock.json': lock, '.gitignore': 'node_modules/\n' };
}

let jobs = 0;

async function notesOf(rig: Rig, clientId: string): Promise<string> {
  jobs += 1;
  const { id, status, error } = await rig.run({ clientId, prompt: PROMPT, branchName: `bench/${jobs}` }, 3_600_000);
  if (status !== 'completed') throw new Error(`the job is ${status}: ${String(error)}`);
  const { body } = await rig.api.get<JobBody>(`/jobs/${id}?includeMessages=true`);
  return (body.messages ?? []).map(({ content }) => content).join('\n');
}

function secondsIn(notes: string, pattern: RegExp): number {
  const found = pattern.exec(notes)?.[1];
  if (found === undefined) throw new Error(`nothing was measured:\n${notes}`);
  return Number(found);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
