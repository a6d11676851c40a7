import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidEnvironmentError } from './parse-env.js';
import { isReadableByAll, readSecretFiles, type SecretFiles } from './secret-files.js';

let started: SecretFiles | undefined;

/**
 * What this process was started with, including the contents of secret files.
 * @throws InvalidEnvironmentError with one sentence for each file that cannot be used.
 */
export function startEnvironment(): SecretFiles {
  const files = startFiles();
  if (files.problems.length > 0) throw new InvalidEnvironmentError(files.problems);
  return files;
}

/** The same, where `problems` says which files cannot be used. Read once: a file may be a pipe, or be replaced while the server boots. */
export function startFiles(): SecretFiles {
  started ??= withEnvFile(readSecretFiles(process.env));
  return started;
}

/** `.env` holds secrets like the files that variables name. */
function withEnvFile(files: SecretFiles): SecretFiles {
  const path = resolve('.env');
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  return isReadableByAll(mode) ? { ...files, exposed: [path, ...files.exposed] } : files;
}
