import { join } from 'node:path';
import { JobFailure } from '../platform/errors/job-failure.js';

/** A repository at the forge. */
export interface RepositoryRef {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** Names are given away, ids are not. Absent: nobody has asked. */
  readonly githubId?: number;
  /** Whether its trees get submodules, of any owner at the forge; absent or null: those of the same owner. */
  readonly submodules?: boolean | null;
}

/** Names of users and organizations at GitHub; those of managed users end in an underscore and the code of their enterprise. */
export const OWNER_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;
const NAME = /^[A-Za-z0-9._-]{1,100}$/;
const RESERVED_NAME = /^\.{1,2}$|\.git$/i;

/**
 * GitHub's rule for names, which also makes them safe as directory names and in URLs.
 * @throws JobFailure when the owner or the name breaks it.
 */
export function assertRepositoryRef({ owner, name }: Pick<RepositoryRef, 'owner' | 'name'>): void {
  if (!OWNER_NAME.test(owner))
    throw new JobFailure(`"${owner}" is not a valid GitHub owner name.`, { code: 'repository_missing' });
  if (!NAME.test(name) || RESERVED_NAME.test(name)) {
    throw new JobFailure(`"${name}" is not a valid GitHub repository name.`, { code: 'repository_missing' });
  }
}

/** `<owner>/<name>` for people. */
export function fullName({ owner, name }: Pick<RepositoryRef, 'owner' | 'name'>): string {
  return `${owner}/${name}`;
}

export function barePathOf(reposDir: string, ref: RepositoryRef): string {
  assertRepositoryRef(ref);
  return join(reposDir, ref.owner, `${ref.name}.git`);
}

/** Built from the environment for each command: the origin in a clone's configuration is never trusted. */
export function cloneUrlOf(serverUrl: string, ref: RepositoryRef): string {
  assertRepositoryRef(ref);
  return `${serverUrl.replace(/\/+$/, '')}/${ref.owner}/${ref.name}.git`;
}

/** The branch at the forge, as of the last fetch. */
export function originRef(branch: string): string {
  return `refs/remotes/origin/${branch}`;
}

const JOB_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isJobId(text: string): boolean {
  return JOB_ID.test(text);
}

/** Job ids become directory and ref names. @throws Error for anything but a lower-case UUID. */
export function assertJobId(jobId: string): void {
  if (!isJobId(jobId)) throw new Error(`not a job id: ${JSON.stringify(jobId)}`);
}

/** Ref of a job's collected work in the bare clone until it is published. */
export function workRef(jobId: string): string {
  assertJobId(jobId);
  return `refs/jobs/${jobId}`;
}

/** Ref of a job's unfinished work at the forge, from which another server can continue. */
export function sharedRef(jobId: string): string {
  assertJobId(jobId);
  return `refs/orchestrator/${jobId}`;
}

/** Ref that keeps the commit a job started from: the forge may drop it while the job's working tree still borrows it. */
export function baseRef(jobId: string): string {
  assertJobId(jobId);
  return `refs/job-bases/${jobId}`;
}

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The object id that a git command printed. @throws Error when it printed something else. */
export function toSha(output: string): string {
  const sha = output.trim();
  if (!SHA.test(sha)) throw new Error('git did not answer with an object id');
  return sha;
}
