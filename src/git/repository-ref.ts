import { join } from 'node:path';
import { JobFailure } from '../common/job-failure.js';

/** A repository at the forge, as everything in git/ names it. */
export interface RepositoryRef {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
}

const OWNER = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/;
const NAME = /^[A-Za-z0-9._-]{1,100}$/;
const RESERVED_NAME = /^\.{1,2}$|\.git$/i;

/**
 * The rule of GitHub's names, which is also what keeps them safe as folder names and in URLs.
 * @throws JobFailure when the owner or the name breaks it.
 */
export function assertRepositoryRef({ owner, name }: Pick<RepositoryRef, 'owner' | 'name'>): void {
  if (!OWNER.test(owner)) throw new JobFailure(`"${owner}" is not a valid GitHub owner name.`);
  if (!NAME.test(name) || RESERVED_NAME.test(name)) {
    throw new JobFailure(`"${name}" is not a valid GitHub repository name.`);
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

/** Built for each command from the environment: what a clone's configuration says about its origin is never believed. */
export function cloneUrlOf(serverUrl: string, ref: RepositoryRef): string {
  assertRepositoryRef(ref);
  return `${serverUrl.replace(/\/+$/, '')}/${ref.owner}/${ref.name}.git`;
}

/** The forge's copy of a branch, as the last fetch saw it. */
export function originRef(branch: string): string {
  return `refs/remotes/origin/${branch}`;
}

const JOB_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isJobId(text: string): boolean {
  return JOB_ID.test(text);
}

/** @throws Error for anything but a lower-case UUID: job ids become folder and ref names. */
export function assertJobId(jobId: string): void {
  if (!isJobId(jobId)) throw new Error(`not a job id: ${JSON.stringify(jobId)}`);
}

/** Where the collected work of a job lives in the bare clone until it is published. */
export function workRef(jobId: string): string {
  assertJobId(jobId);
  return `refs/jobs/${jobId}`;
}

/** Where the unfinished work of a job lives at the forge while another server may have to go on with it. */
export function sharedRef(jobId: string): string {
  assertJobId(jobId);
  return `refs/orchestrator/${jobId}`;
}

/** Keeps the commit that a job started from: it may vanish from the forge while the job's tree still borrows it. */
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
