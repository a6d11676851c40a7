import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { says, uses } from '../support/scripted-model.turns.js';
import type { Battlefield } from './battlefield.js';
import type { HostileRepository } from './hostile/hostile-repository.js';
import { expand, scriptFile, slugOf } from './scripts.js';

const run = promisify(execFile);

/** A job on a hostile repository. */
export interface HostileJob {
  readonly hostile: HostileRepository;
  readonly jobId: string;
  readonly fullName: string;
  readonly branchName: string;
  /** Stands in the prompt; by it the model knows the conversation. */
  readonly marker: string;
  /** Comes to be when something was executed that should not have been. */
  readonly mark: string;
}

/** Writes the repository at the forge and makes it known to the server. */
export async function plantRepository(field: Battlefield, hostile: HostileRepository, index: number) {
  const fullName = `acme/hostile-${index}`;
  const mark = join(field.rig.folder, `MARK-${index}`);
  const repository = await field.rig.forge.addRepository(fullName, { files: { 'README.md': '# App\n' } });
  const variables = { ...field.variables, MARK: mark, SLUG: slugOf(hostile.name) };
  if (hostile.content !== undefined) {
    const clone = await mkdtemp(join(tmpdir(), 'hostile-'));
    const commit = 'git add --all .; git commit -qm hostile; git push -q origin HEAD:main';
    const script = `git clone -q ${repository.path} .\n${hostile.content}\n${commit}`;
    await shell(clone, script, variables);
    await rm(clone, { recursive: true });
  }
  if (hostile.forge !== undefined) await shell(repository.path, hostile.forge, variables);
  await field.addAttackersRepository(fullName);
  return {
    hostile,
    fullName,
    mark,
    marker: `hostile work ${index}.`,
    branchName: hostile.branchName ?? 'feature/work',
  };
}

export async function queueJob(field: Battlefield, planted: Omit<HostileJob, 'jobId'>): Promise<HostileJob> {
  const { hostile, fullName, marker, mark, branchName } = planted;
  const variables = { ...field.variables, MARK: mark };
  const encoded = Buffer.from(scriptFile(hostile.name, hostile.agent ?? 'true', variables)).toString('base64');
  const command = `echo ${encoded} | base64 -d > $TMPDIR/work.sh; sh $TMPDIR/work.sh`;
  field.rig.model.script(marker, [
    uses('Bash', { command, description: 'work' }),
    says(hostile.jobType === 'ralph' ? 'RALPH_COMPLETE' : 'Done.'),
  ]);
  const [githubOrg, githubRepo] = fullName.split('/');
  const prompt = `${expand(hostile.prompt ?? 'Do', variables)} ${marker}`;
  const jobType = hostile.jobType ?? 'code';
  const jobId = await field.rig.queue({ githubOrg, githubRepo, branchName, prompt, jobType });
  field.ownJob(jobId);
  return { ...planted, jobId };
}

/** `link` for a symbolic link, else the content; null: there is no such path. */
export async function publishedPath(field: Battlefield, job: HostileJob, path: string): Promise<string | null> {
  const repository = field.rig.forge.repository(job.fullName);
  const listed = await repository.git('--literal-pathspecs', 'ls-tree', `refs/heads/${job.branchName}`, '--', path);
  if (listed === '') return null;
  return listed.startsWith('120000') ? 'link' : repository.file(job.branchName, path);
}

export function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export function slugOfJob({ hostile }: HostileJob): string {
  return slugOf(hostile.name);
}

const STRANGER = {
  GIT_AUTHOR_NAME: 'Stranger',
  GIT_AUTHOR_EMAIL: 'stranger@example.test',
  GIT_COMMITTER_NAME: 'Stranger',
  GIT_COMMITTER_EMAIL: 'stranger@example.test',
  GIT_CONFIG_NOSYSTEM: '1',
};

async function shell(cwd: string, script: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...STRANGER, ...variables };
  await run('sh', ['-ec', script], { cwd, env }).catch((error: { stderr?: string }) => {
    throw new Error(`the script ended badly: ${error.stderr}`);
  });
}
