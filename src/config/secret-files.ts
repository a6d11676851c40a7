import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { homedir } from 'node:os';

/** Variables whose value nobody but the server may know. Each may be given as `<NAME>_FILE`, the path of a file with the value. */
export const SECRET_VARIABLES = [
  'AGENT_API_SECRET',
  'SUPABASE_SERVICE_ROLE_KEY',
  'DATABASE_URL',
  'GITHUB_TOKEN',
  'ANTHROPIC_API_KEY',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_CUSTOM_HEADERS',
] as const;

/** Far longer than any secret; a path that leads to something else is noticed. */
const MAX_BYTES = 65_536;
const READABLE_BY_OTHERS = 0o004;

export interface SecretFiles {
  /** The variables with the contents of the files under their own names; never written to `process.env`. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** One sentence for each file that cannot be used; never its content. */
  readonly problems: readonly string[];
  /** Paths of files that every user of the machine may read. */
  readonly exposed: readonly string[];
}

/**
 * Reads the files that `<NAME>_FILE` variables name. What stands in the environment of a process stays readable in /proc for every
 * process of the same user, also after it was deleted there; the content of a file is in the memory of the server alone.
 */
export function readSecretFiles(raw: Readonly<Record<string, string | undefined>>): SecretFiles {
  const variables = { ...raw };
  const problems: string[] = [];
  const exposed: string[] = [];
  for (const name of SECRET_VARIABLES) {
    const path = raw[`${name}_FILE`]?.replace(/^~(?=\/)/, homedir());
    if (!path) continue;
    try {
      if (raw[name]) throw new Problem(`${name} and ${name}_FILE exclude each other: set one of them`);
      const { value, mode } = read(`${name}_FILE`, path);
      variables[name] = value;
      if ((mode & READABLE_BY_OTHERS) !== 0) exposed.push(path);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error.message);
    }
  }
  return { variables, problems, exposed };
}

class Problem extends Error {}

/** One line end at the end does not belong to the value: editors and `echo` put it there. */
function read(variable: string, path: string): { value: string; mode: number } {
  if (!path.startsWith('/')) throw new Problem(`${variable} must be an absolute path`);
  const { bytes, mode } = contentOf(variable, path);
  if (bytes.length > MAX_BYTES) throw new Problem(`${variable} names a file that is too long to be a secret`);
  const value = bytes.toString('utf8').replace(/\r?\n$/, '');
  if (value.trim() === '') throw new Problem(`${variable} names an empty file`);
  if (value.includes('\0')) throw new Problem(`${variable} names a file that is no text`);
  return { value, mode };
}

/** One byte more than allowed tells a longer file. Read through one descriptor: it may be a pipe. */
function contentOf(variable: string, path: string): { bytes: Buffer; mode: number } {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const status = fstatSync(descriptor);
    const buffer = Buffer.alloc(MAX_BYTES + 1);
    let length = 0;
    for (let count = -1; count !== 0 && length < buffer.length; length += count) {
      count = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    return { bytes: buffer.subarray(0, length), mode: status.isFile() ? status.mode : 0 };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem(`${variable} names a file that cannot be read (${code ?? 'unknown reason'})`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
