import type { FailureCode } from './failure-codes.js';

export interface JobFailureOptions extends ErrorOptions {
  /** For programs; default: `other`. */
  readonly code?: FailureCode;
}

/**
 * Why a job failed, in words that a person who has never seen the server can act on. The message is one or two sentences for
 * the job's `error`: no secret, no stack, no path of a temporary file. `cause` is the original error, for the log.
 */
export class JobFailure extends Error {
  override readonly name: string = 'JobFailure';
  readonly code: FailureCode;

  constructor(message: string, { code = 'other', ...options }: JobFailureOptions = {}) {
    super(message, options);
    this.code = code;
  }
}
