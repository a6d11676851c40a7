import { type CredentialSight, sentenceOf } from '../../../github/credentials/credential-sights.js';
import { fail, type Finding, ok, warn } from '../finding.js';
import type { Check } from './check.js';

const DAY_MS = 86_400_000;
/** A token that ends within these days is worth a warning. */
const SOON_DAYS = 14;
const PAGE = 'See "GitHub credentials" in docs/operations.md';

/** A line for each credential: whether GitHub takes it, and what it may do. */
export const github: Check = {
  name: 'github',
  needs: ['GITHUB_API_URL', 'GITHUB_TOKEN', 'GITHUB_TOKENS', 'GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY'],
  look: async (around): Promise<readonly Finding[]> => {
    const sights = await around.credentials();
    const { host } = new URL(around.env.GITHUB_API_URL);
    if (sights.length === 0) return [fail(sentenceOf({ credential: '', reason: 'no_token' }, host) ?? '', PAGE)];
    return sights.map((sight) => findingOf(sight, host));
  },
};

function findingOf(sight: CredentialSight, host: string): Finding {
  const refused = sentenceOf(sight, host);
  if (refused !== null) return fail(refused, PAGE);
  return rightsOf(sight) ?? endOf(sight) ?? ok(`GitHub accepts ${sight.credential}${noteOf(sight)}`);
}

/** What it lacks; null: nothing that can be seen. */
function rightsOf({ credential, scopes, permissions }: CredentialSight): Finding | null {
  if (permissions !== null) {
    const lacks = ['contents', 'pull_requests'].filter((name) => permissions[name] !== 'write');
    if (lacks.length === 0) return null;
    const cure = 'Grant them in the settings of the App, and let each owner accept the change';
    return fail(`The GitHub App lacks the permission to write ${lacks.join(' and ')}`, cure);
  }
  if (scopes === null || scopes.includes('repo')) return null;
  if (scopes.includes('public_repo')) {
    return warn(
      `${capitalised(credential)} has the scope public_repo alone: private repositories are closed to it`,
      'Give it the scope repo',
    );
  }
  return fail(
    `${capitalised(credential)} may not write to repositories: it lacks the scope repo`,
    'Give it the scope repo',
  );
}

function endOf({ credential, endsAt }: CredentialSight): Finding | null {
  if (endsAt === null) return null;
  const days = Math.floor((endsAt.getTime() - Date.now()) / DAY_MS);
  if (days >= SOON_DAYS) return null;
  const end = endsAt.toISOString().slice(0, 10);
  return warn(
    `${capitalised(credential)} ends on ${end}`,
    'Make a new one at GitHub before that, and restart the server with it',
  );
}

/** What GitHub does not tell. */
function noteOf({ scopes, permissions }: CredentialSight): string {
  if (permissions === null && scopes === null) return '; what a fine-grained token may do shows only at a repository';
  const mayChangeWorkflows = permissions === null ? scopes?.includes('workflow') : permissions['workflows'] === 'write';
  return mayChangeWorkflows ? '' : '; work on .github/workflows cannot be pushed with it';
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
