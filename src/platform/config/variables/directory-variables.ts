import { homedir } from 'node:os';
import { join } from 'node:path';
import { Duration, type Milliseconds } from '../forms/duration.js';
import { AbsolutePath, WholeNumber } from '../forms/forms.js';
import { type Bytes, Size } from '../forms/size.js';

/** Files: where the server keeps them, and for how long. */
export class DirectoryVariables {
  /** Directory of the bare clones, as `<owner>/<repository>.git`. Several servers may share it. */
  @AbsolutePath()
  readonly REPOS_DIR: string = join(homedir(), 'repos');

  /** Directory of the working trees, one for each job. */
  @AbsolutePath()
  readonly WORKTREES_DIR: string = join(homedir(), 'worktrees');

  /** Directory of the server's own state: the embedded database, files of running jobs, the server's name. One server each. */
  @AbsolutePath()
  readonly DATA_DIR: string = join(homedir(), '.claude-orchestrator');

  /**
   * Most space that the kept results of setup commands take in `WORKTREES_DIR`; what was used longest ago goes first, and what alone is larger is
   * not kept.
   */
  @Size()
  readonly SETUP_CACHE_MAX: Bytes = 10_737_418_240;

  /** How long the working tree of a failed job is kept. */
  @Duration()
  readonly RETAIN_FAILED_WORKTREES: Milliseconds = 259_200_000;

  /**
   * How long `REPOS_DIR` keeps the work of a failed job, commits that a job has left beside its work and a damaged clone that was set aside, and
   * `DATA_DIR` the sessions for follow-ups.
   */
  @Duration()
  readonly RETAIN_FAILED_WORK: Milliseconds = 2_592_000_000;

  /** Days after which the messages and artifacts of finished jobs, and what they changed, are removed; 0: never. */
  @WholeNumber(0, 36_500)
  readonly RETAIN_MESSAGES_DAYS: number = 0;
}
