/** What came of one feedback command. */
export interface FeedbackResult {
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

/** Whether no command failed; an empty list counts as green. */
export function isGreen(results: readonly FeedbackResult[]): boolean {
  return results.every(({ passed }) => passed);
}
