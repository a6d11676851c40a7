/** How a git process failed: with an exit code, killed, stopped for being silent or slow, or not started. */
export type GitCommandEnd = 'exit' | 'killed' | 'silent' | 'slow' | 'not_started';

/** A git command that failed. The text is git's, already redacted; git-failure.ts explains it to people. */
export class GitCommandError extends Error {
  override readonly name = 'GitCommandError';

  constructor(
    readonly command: string,
    readonly end: GitCommandEnd,
    /** null: the process did not end by itself. */
    readonly exitCode: number | null,
    /** What git wrote to stderr and stdout, redacted. */
    readonly output: string,
  ) {
    super(`git ${command} ended with ${exitCode ?? end}: ${output.trim().slice(-2_000)}`);
  }
}
