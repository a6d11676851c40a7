import { JobFailure } from '../platform/errors/job-failure.js';

/** `forge_unreachable`: it is away or unwell. `forge_limit`: it answers nobody with this token for a while. */
export type ForgeAbsence = 'forge_unreachable' | 'forge_limit';

/**
 * The forge cannot be used now, after all that could be tried at once: for no fault of the job's, which waits. For whoever
 * does not wait, it is a failure like any other.
 */
export class ForgeAway extends JobFailure {
  override readonly name = 'ForgeAway';

  constructor(
    message: string,
    readonly reason: ForgeAbsence,
    /** When the forge wants to be asked again; null: it has not said. */
    readonly until: Date | null,
    options?: ErrorOptions,
  ) {
    super(message, { ...options, code: 'forge_unreachable' });
  }
}

/** The same failure with one more sentence. */
export function withSentence(failure: JobFailure, sentence: string): JobFailure {
  const message = `${failure.message} ${sentence}`;
  const options = { cause: failure.cause, code: failure.code };
  if (failure instanceof ForgeAway) return new ForgeAway(message, failure.reason, failure.until, options);
  return new JobFailure(message, options);
}
