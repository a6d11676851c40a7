import { fullName, type RepositoryRef } from '../repository-ref.js';
import type { TreeFile } from './lfs-paths.js';
import type { LfsPointer } from './lfs-pointer.js';

const NAMED = 10;
const MB = 1_048_576;

type Sized = Pick<TreeFile, 'path'> & { readonly pointer: LfsPointer };

/** Names of files that came as bytes, in a sentence; the rest is counted. */
export function namedFiles(files: readonly Pick<TreeFile, 'path'>[], count = NAMED): string {
  return listed(
    files.map(({ path }) => inWords(path)),
    count,
  );
}

/** A name that came as bytes: it must not start a new line or change the text direction. */
export function inWords(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8').replace(/\p{C}/gu, '?');
}

export function describeUnavailable(repository: RepositoryRef, problem: string, files: readonly Sized[]): string {
  return (
    `${fullName(repository)} uses Git LFS, and the server ${problem}: these files are pointers in the tree, ` +
    `and work that changes them, or adds such files, cannot be published: ${namedFiles(files)}`
  );
}

/** What stays a pointer in the tree, and why. */
export function describeLeft(
  tooLarge: readonly Sized[],
  absent: readonly Sized[],
  said: string,
  maxBytes: number,
): string[] {
  const words = said === '' ? '' : ` (GitHub said: "${said}")`;
  const limit = `together the files of Git LFS have more than ${Math.floor(maxBytes / MB)} MB (LFS_MAX_MB)`;
  return [
    ...(tooLarge.length > 0 ? [`These files stay pointers in the tree, since ${limit}: ${withSizes(tooLarge)}`] : []),
    ...(absent.length > 0
      ? [
          `These files of Git LFS stay pointers in the tree, because GitHub did not give them${words}: ${withSizes(absent)}`,
        ]
      : []),
  ];
}

function withSizes(files: readonly Sized[]): string {
  return listed(
    files.map(({ path, pointer }) => `${inWords(path)} (${describeSize(pointer.size)})`),
    NAMED,
  );
}

function describeSize(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  return bytes < MB / 10 ? `${Math.round(bytes / 1_024)} kB` : `${(bytes / MB).toFixed(1)} MB`;
}

function listed(names: readonly string[], count: number): string {
  const more = names.length - count;
  return `${names.slice(0, count).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
