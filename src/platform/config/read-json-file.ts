import { readFile } from 'node:fs/promises';
import { InvalidEnvironmentError } from './parse-env.js';

/**
 * The JSON in the file that a variable names, read by `read`.
 * @throws InvalidEnvironmentError naming the variable, also for what `read` refuses with a {@link JsonFileProblem}.
 */
export async function readJsonFile<T>(variable: string, file: string, read: (json: unknown) => T): Promise<T> {
  try {
    return read(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new InvalidEnvironmentError([`${variable} cannot be used: ${whyOf(error)}`]);
  }
}

/** What is wrong with the content of such a file, as the rest of a sentence. */
export class JsonFileProblem extends Error {}

function whyOf(error: unknown): string {
  if (error instanceof JsonFileProblem) return error.message;
  // The parser's message quotes the file, which may hold secrets.
  return error instanceof SyntaxError ? 'the file is not valid JSON' : 'the file cannot be read';
}
