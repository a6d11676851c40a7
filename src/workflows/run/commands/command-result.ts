/** What came of a command that a person has set. */
export interface CommandResult {
  readonly command: string;
  /** null: a signal ended it, or it was ended for taking too long. */
  readonly exitCode: number | null;
  /** It ended by itself with exit code 0. */
  readonly passed: boolean;
  readonly timedOut: boolean;
  readonly durationMs: number;
  /** The end of what it printed on stdout and stderr, in order of arrival: 64 KiB at most, without secrets. */
  readonly output: string;
}

/** Of a command that did not pass; follows "it failed", or stands alone. */
export function howItEnded({ exitCode, timedOut }: Pick<CommandResult, 'exitCode' | 'timedOut'>): string {
  if (timedOut) return 'it took too long and was ended';
  return exitCode === null ? 'it was killed' : `exit code ${exitCode}`;
}

/** For readers of messages. */
export function inSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
