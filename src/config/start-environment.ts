import { InvalidEnvironmentError } from './parse-env.js';
import { readSecretFiles, type SecretFiles } from './secret-files.js';

let started: SecretFiles | undefined;

/**
 * What this process was started with, the contents of secret files among it. Read once: a file may be a pipe, or be replaced
 * while the server boots.
 * @throws InvalidEnvironmentError with one sentence for each file that cannot be used.
 */
export function startEnvironment(): SecretFiles {
  started ??= readSecretFiles(process.env);
  if (started.problems.length > 0) throw new InvalidEnvironmentError(started.problems);
  return started;
}
