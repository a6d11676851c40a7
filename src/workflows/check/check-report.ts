/** What was found of one thing that jobs need. */
export interface Check {
  /** The same for the same thing, such as `setup_command`. */
  readonly name: string;
  /** `warn`: jobs can work, though perhaps not as it was meant. */
  readonly status: 'ok' | 'warn' | 'fail';
  /** For people. */
  readonly message: string;
  readonly duration_ms: number;
}

/** The `output` of a check. */
export interface CheckReport {
  /** Whether nothing failed. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

export function reportOf(checks: readonly Check[]): CheckReport {
  return { ok: checks.every(({ status }) => status !== 'fail'), checks };
}

/** In one sentence. */
export function summaryOf({ checks }: CheckReport): string {
  const failed = checks.filter(({ status }) => status === 'fail').map(({ name }) => name);
  return failed.length === 0
    ? 'Jobs can work on the repository.'
    : `Jobs cannot work on the repository: ${failed.join(', ')}.`;
}
