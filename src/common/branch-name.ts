/** Longest accepted branch name; leaves room for the suffix of a retry in one file name of 255 bytes. */
const MAX_BRANCH_LENGTH = 200;

/**
 * Whether git accepts a text as a branch name (`git check-ref-format --branch`), and whether it is harmless as an argument:
 * no option, no HEAD, no full ref.
 */
export function isBranchName(text: string): boolean {
  if (text.length === 0 || Buffer.byteLength(text) > MAX_BRANCH_LENGTH) return false;
  if (text.startsWith('-') || text.startsWith('refs/') || text === 'HEAD' || text === '@') return false;
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\.$/.test(text)) return false;
  return text.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}
