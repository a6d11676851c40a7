import { constants } from 'node:fs';
import { type FileHandle, lstat, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';

/** Entries of a directory that are looked at. */
const MAX_ENTRIES = 1_000;
const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** An entry of a directory that a job has filled: a file to read until the next one is asked for, or why it is none. */
export type LooseFile = { readonly name: string } & ({ readonly file: FileHandle } | { readonly problem: string });

/**
 * The entries of a directory in which a job may have put anything, in order of their names. Only plain files are opened, nothing
 * that leads elsewhere: no links of either kind, no devices, no pipes. A directory that is missing or is none has no
 * entries. The job's processes must have ended.
 */
export async function* looseFiles(directory: string): AsyncGenerator<LooseFile> {
  const names = await namesIn(directory);
  for (const name of names.slice(0, MAX_ENTRIES).toSorted()) {
    const file = await openPlain(join(directory, name));
    if (typeof file === 'string') {
      yield { name, problem: file };
      continue;
    }
    try {
      yield { name, file };
    } finally {
      await file.close();
    }
  }
  if (names.length > MAX_ENTRIES) yield { name: '…', problem: `more than ${MAX_ENTRIES} entries` };
}

/** At most one more than are looked at. */
async function namesIn(directory: string): Promise<string[]> {
  try {
    // Refuses a link in its place.
    await (await open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)).close();
    const names: string[] = [];
    for await (const { name } of await opendir(directory)) {
      names.push(name);
      if (names.length > MAX_ENTRIES) break;
    }
    return names;
  } catch {
    return [];
  }
}

/** The file, or what stands in the way. */
async function openPlain(path: string): Promise<FileHandle | string> {
  const entry = await lstat(path).catch(() => null);
  // Looked at before it is opened: opening a device may do something.
  const before = entry === null ? 'it cannot be read' : problemOf(entry);
  if (before !== null) return before;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => null);
  if (file === null) return 'it cannot be read';
  const problem = problemOf(await file.stat());
  if (problem === null) return file;
  await file.close();
  return problem;
}

type Entry = Awaited<ReturnType<typeof lstat>>;

function problemOf(entry: Entry): string | null {
  if (entry.isSymbolicLink()) return 'a symbolic link';
  if (entry.isDirectory()) return 'a directory';
  if (!entry.isFile()) return 'not a file';
  return entry.nlink > 1 ? 'a file that has several names' : null;
}
