/** Characters of the title or prompt that go into a generated branch name. */
const SLUG_LENGTH = 40;

/** `<prefix><slug>-<short id>`, for jobs whose caller named no branch. A text without a letter leaves the slug out. */
export function generatedBranchName(prefix: string, text: string, jobId: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_LENGTH)
    .replace(/^-+|-+$/g, '');
  const shortId = jobId.slice(0, 8);
  return slug === '' ? `${prefix}${shortId}` : `${prefix}${slug}-${shortId}`;
}

/** `<original>-retry-<epoch ms>`; the suffix of an earlier retry is replaced, so names do not grow. */
export function retryBranchName(original: string, now: number): string {
  return `${original.replace(/-retry-\d+$/, '')}-retry-${now}`;
}
