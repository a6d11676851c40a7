/**
 * Why a job ended badly, in words that a person who never saw the server can act on. The message is one sentence or two
 * for the job's `error`: no secret, no stack, no path of a temporary file. `cause` is what was really thrown, for the log.
 */
export class JobFailure extends Error {
  override readonly name: string = 'JobFailure';
}
