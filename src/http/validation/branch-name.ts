/** Longest accepted branch name; leaves room for the suffix of a retry in a file name of 255 bytes. */
const MAX_BRANCH_LENGTH = 200;

/**
 * Whether git accepts a text as a branch name (`git check-ref-format --branch`), and whether it is safe as an argument: not an
 * option, not HEAD, not a full ref.
 */
export function isBranchName(text: string): boolean {
  return faultOfBranchName(text) === null;
}

/** Why a text cannot be the name of a branch, as the rest of a sentence; null: it can. */
export function faultOfBranchName(text: unknown): string | null {
  if (typeof text !== 'string') return 'must be a string';
  return FAULTS.find(([isFaulty]) => isFaulty(text))?.[1] ?? null;
}

const FAULTS: readonly (readonly [(text: string) => boolean, string])[] = [
  [(text) => text.length === 0, 'must not be empty'],
  [(text) => Buffer.byteLength(text) > MAX_BRANCH_LENGTH, `must have at most ${MAX_BRANCH_LENGTH} bytes`],
  [(text) => text === 'HEAD' || text === '@', 'must not be HEAD or @'],
  [(text) => text.startsWith('-'), 'must not start with -'],
  [(text) => text.startsWith('refs/'), 'must be the short name of a branch, without refs/heads/'],
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  [(text) => /[\x00-\x20\x7f]/.test(text), 'must not have spaces or control characters, also not at its end'],
  [(text) => /[~^:?*[\\]/.test(text), 'must not have any of ~ ^ : ? * [ \\'],
  [(text) => /\.\.|@\{/.test(text), 'must not have .. or @{'],
  [(text) => text.split('/').includes(''), 'must not start or end with /, or have //'],
  [
    (text) => /(^|\/)\./.test(text) || text.endsWith('.'),
    'must not have a part that starts with a dot, or end with one',
  ],
  [(text) => /\.lock(\/|$)/.test(text), 'must not have a part that ends with .lock'],
];
