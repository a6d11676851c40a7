import { createHash } from 'node:crypto';
import type { RepositorySettings } from '../../../clients/repositories/repository-settings.js';
import type { Job } from '../../../jobs/records/job.js';

/** Files that say exactly what is installed. */
const LOCK_FILES = (
  'package-lock.json npm-shrinkwrap.json pnpm-lock.yaml yarn.lock bun.lock bun.lockb deno.lock composer.lock poetry.lock uv.lock ' +
  'pdm.lock Pipfile.lock requirements*.txt Gemfile.lock go.sum Cargo.lock mix.lock packages.lock.json gradle.lockfile pubspec.lock ' +
  'Package.resolved'
)
  .split(' ')
  .map((name) => `**/${name}`);

/** Raised when results that were kept before do not fit any more. */
const VERSION = 1;

/** What the result of a setup command depends on. */
export interface SetupInputs {
  readonly command: string;
  /** As git lists them, with their hashes. */
  readonly files: readonly string[];
  /** The variables that the job was given, which may have left traces, and may be secret. */
  readonly env: Readonly<Record<string, string>>;
  /** What the result was made on, and for. */
  readonly platform: string;
}

/** Where the result of a setup command is kept. */
export interface SetupKey {
  readonly repositoryId: string;
  readonly name: string;
}

/** The files that the result of the command depends on, as git's glob patterns; none: it is not kept. */
export function patternsOf({
  setup_cache_key: chosen,
}: Pick<RepositorySettings, 'setup_cache_key'>): readonly string[] {
  return chosen ?? LOCK_FILES;
}

/** null: nothing tells when the result is out of date, so it is not kept. */
export function keyOf(
  { client_id, repository_id, base_branch }: Pick<Job, 'client_id' | 'repository_id' | 'base_branch'>,
  { command, files, env, platform }: SetupInputs,
): SetupKey | null {
  if (repository_id === null || files.length === 0) return null;
  const variables = Object.entries(env).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const inputs = [VERSION, client_id, repository_id, base_branch, command, files, variables, platform];
  return { repositoryId: repository_id, name: createHash('sha256').update(JSON.stringify(inputs)).digest('hex') };
}
