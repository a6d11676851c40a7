/** From good to bad. */
export const FINDING_STATUSES = ['ok', 'warn', 'fail'] as const;

/** `warn`: the server works, but not as it could. `fail`: it does not start, or its jobs fail. */
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** What was found of one thing. No part of it holds a secret. */
export interface Finding {
  readonly status: FindingStatus;
  /** What is so, in a sentence. */
  readonly message: string;
  /** What to do; null: nothing, or the message says it. */
  readonly cure: string | null;
}

export function ok(message: string): Finding {
  return { status: 'ok', message, cure: null };
}

export function warn(message: string, cure: string | null = null): Finding {
  return { status: 'warn', message, cure };
}

export function fail(message: string, cure: string | null = null): Finding {
  return { status: 'fail', message, cure };
}

/** The worse of all; none: ok. */
export function worstOf(findings: readonly Pick<Finding, 'status'>[]): FindingStatus {
  const ranks = findings.map(({ status }) => FINDING_STATUSES.indexOf(status));
  return FINDING_STATUSES[Math.max(0, ...ranks)] ?? 'ok';
}
