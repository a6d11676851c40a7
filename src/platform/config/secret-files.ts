import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { SECRET_VARIABLES } from './variables/all-variables.js';

/** Far longer than any secret, so a path to another file is noticed. */
const MAX_BYTES = 65_536;
const READABLE_BY_OTHERS = 0o004;

export interface SecretFiles {
  /** All variables, with the contents of the files under the plain names; never written to `process.env`. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** One sentence for each unusable file, without its content. */
  readonly problems: readonly string[];
  /** Paths of files that every user of the machine can read. */
  readonly exposed: readonly string[];
}

/**
 * Reads the files that `<NAME>_FILE` variables name. The environment of a process stays readable in /proc for every process of the
 * same user, even after a variable was deleted; the content of a file is only in the server's memory.
 */
export function readSecretFiles(raw: Readonly<Record<string, string | undefined>>): SecretFiles {
  const variables = { ...raw };
  const problems: string[] = [];
  const exposed: string[] = [];
  for (const name of SECRET_VARIABLES) {
    const path = pathOf(name, raw);
    if (!path) continue;
    try {
      if (raw[name]) throw new Problem(`${name} and ${name}_FILE exclude each other: set one of them`);
      const { value, mode } = read(`${name}_FILE`, path);
      variables[name] = value;
      if (isReadableByAll(mode)) exposed.push(path);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error.message);
    }
  }
  return { variables, problems, exposed };
}

/**
 * The file that `<name>_FILE` names, for a secret that is replaced while the server runs; null: none is named. `read` answers its content
 * now, or null when it cannot be used: a pipe has nothing more to say.
 */
export function secretFileOf(
  name: string,
  raw: Readonly<Record<string, string | undefined>>,
): { readonly path: string; read(): string | null } | null {
  const path = pathOf(name, raw);
  if (!path) return null;
  const isFile = (): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return {
    path,
    read: () => {
      try {
        return isFile() ? read(`${name}_FILE`, path).value : null;
      } catch {
        return null;
      }
    },
  };
}

/** Whether every user of the machine can read a file of this mode. */
export function isReadableByAll(mode: number): boolean {
  return (mode & READABLE_BY_OTHERS) !== 0;
}

class Problem extends Error {}

/** `~` is the home directory of the server's user. Empty or undefined: no file is named. */
function pathOf(name: string, raw: Readonly<Record<string, string | undefined>>): string | undefined {
  return raw[`${name}_FILE`]?.replace(/^~(?=\/)/, homedir());
}

/** Strips one line end at the end, which editors and `echo` add. */
function read(variable: string, path: string): { value: string; mode: number } {
  if (!path.startsWith('/')) throw new Problem(`${variable} must be an absolute path`);
  const { bytes, mode } = contentOf(variable, path);
  if (bytes.length > MAX_BYTES) throw new Problem(`${variable} names a file that is too long to be a secret`);
  const value = bytes.toString('utf8').replace(/\r?\n$/, '');
  if (value.trim() === '') throw new Problem(`${variable} names an empty file`);
  if (value.includes('\0')) throw new Problem(`${variable} names a file that is not text`);
  return { value, mode };
}

/** Reads one byte more than allowed, to notice longer files. Uses one descriptor, because the file may be a pipe. */
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
