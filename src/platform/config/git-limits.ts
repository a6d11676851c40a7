/** Times and sizes that limit git and GitHub operations. A class of its own, so that tests can inject smaller ones. */
export class GitLimits {
  /** Longest silence of a git process, in milliseconds. Network commands report progress, so silence means a dead peer. */
  readonly silenceMs: number = 120_000;
  /** Longest run of one git process, in milliseconds. */
  readonly wallMs: number = 1_800_000;
  /** Longest run of one git process inside a job's sandbox, in milliseconds; the job's filters may slow it down. */
  readonly jobGitMs: number = 600_000;
  /** Delays before each retry after a transient fault, in milliseconds; their number is the number of retries. */
  readonly retryDelaysMs: readonly number[] = [1_000, 4_000, 15_000];
  /** Most bytes of new objects taken from one job. GitHub refuses pushes above 2 GiB. */
  readonly maxBundleBytes: number = 1_073_741_824;
  /** Largest single file that may be pushed, in bytes: GitHub's limit. */
  readonly maxFileBytes: number = 104_857_600;
  /** Most bytes of changes that are scanned for secrets; work with more is not published. */
  readonly maxScanBytes: number = 4_294_967_296;
  /** Base of Octokit's growing delays before a retry, in milliseconds. */
  readonly githubRetryBaseMs: number = 1_000;
  /** How often Octokit retries a request that failed with 5xx or 429. */
  readonly githubRetries: number = 3;
  /** Longest wait for a response of GitHub, in milliseconds. */
  readonly githubTimeoutMs: number = 30_000;
}
