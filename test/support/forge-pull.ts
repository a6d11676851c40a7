/** A pull request at the forge. */
export interface ForgePull {
  readonly repository: string;
  readonly number: number;
  readonly head: string;
  readonly base: string;
  draft: boolean;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  /** ISO 8601. */
  changedAt: string;
  /** null: not merged. */
  merged: { readonly at: string; readonly headSha: string } | null;
}
