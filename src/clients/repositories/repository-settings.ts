/** What at GitHub becomes a follow-up by itself. */
// A type and no interface, so that it counts as JSON.
export type AutoFollowUp = {
  /** A review that requests changes. */
  readonly on_review: boolean;
  /** Checks that have failed, once all have ended. */
  readonly on_failed_checks: boolean;
  /** A comment that begins with it; null: none. */
  readonly mention: string | null;
  /** How many follow-ups of a pull request come about in that way. */
  readonly max_per_pull_request: number;
};

/** How jobs of a repository work. null: nothing is said. */
export interface RepositorySettings {
  /** Added to Claude's own system prompt. */
  readonly instructions: string | null;
  /** Of jobs that name none. */
  readonly model: string | null;
  /** As in a `.gitignore`: work that changes what they name is not published. */
  readonly protected_paths: string[] | null;
  /** Of pull requests that jobs open. */
  readonly labels: string[] | null;
  /** Names of users, or of teams as `owner/team`. */
  readonly reviewers: string[] | null;
  /** Whether jobs get its submodules; null: those of the same owner. */
  readonly submodules: boolean | null;
  /** A command of a shell that prepares a working tree before Claude works in it. */
  readonly setup_command: string | null;
  /** null: 15. */
  readonly setup_timeout_minutes: number | null;
  /** Patterns of the files that its result depends on. null: lock files; none: the result is not kept. */
  readonly setup_cache_key: string[] | null;
  /** Of new loops that name none. */
  readonly feedback_commands: string[] | null;
  /** Of new jobs that do not say it. */
  readonly draft: boolean | null;
  /** Before the generated names of branches, instead of the type of the job. */
  readonly branch_prefix: string | null;
  readonly auto_follow_up: AutoFollowUp | null;
}

export const SETTINGS = [
  'instructions',
  'model',
  'protected_paths',
  'labels',
  'reviewers',
  'submodules',
  'setup_command',
  'setup_timeout_minutes',
  'setup_cache_key',
  'feedback_commands',
  'draft',
  'branch_prefix',
  'auto_follow_up',
] as const satisfies readonly (keyof RepositorySettings)[];

export const NO_SETTINGS: RepositorySettings = {
  instructions: null,
  model: null,
  protected_paths: null,
  labels: null,
  reviewers: null,
  submodules: null,
  setup_command: null,
  setup_timeout_minutes: null,
  setup_cache_key: null,
  feedback_commands: null,
  draft: null,
  branch_prefix: null,
  auto_follow_up: null,
};
