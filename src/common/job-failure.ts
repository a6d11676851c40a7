/** Why a job ended badly, in words that a person who never saw the server can act on. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';

  /**
   * @param message one sentence or two for the job's `error`; no secret, no stack, no path of a temporary file.
   * @param options `cause`: what was really thrown, for the log alone.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
