import type { FailureCode } from '../../platform/errors/failure-codes.js';
import { PLAIN_TOKEN } from './forge-credentials.js';
import type { GitContext } from './git-context.js';
import { quotable, remoteWordsOf } from './forge-words.js';
import { fullName } from '../repository-ref.js';

/** Whether the same command may succeed later: `final` it will not, `forge` once the forge is well, `limit` once it lets us. */
export type GitFault = 'final' | 'passing' | 'forge' | 'limit';

type Sentence = (context: GitContext, output: string) => string;
/** `code`: default `git_refused`. */
export type GitRule = readonly [pattern: RegExp, fault: GitFault, sentence: Sentence, code?: FailureCode];

export function failed(context: GitContext, why: string): string {
  return `Could not ${context.action} ${fullName(context.repository)}: ${why}.`;
}

const because =
  (why: string | ((context: GitContext, output: string) => string)): Sentence =>
  (context, output) =>
    failed(context, typeof why === 'string' ? why : why(context, output));

const branchOf = (context: GitContext): string => `branch "${context.branch ?? ''}" of ${fullName(context.repository)}`;

const refused =
  (why: string | ((output: string, credential: string) => string)): Sentence =>
  (context, output) => {
    const reason = typeof why === 'string' ? why : why(output, credentialOf(context));
    return `GitHub refused the push to ${branchOf(context)}: ${reason}.`;
  };

const REFUSED_PUSHES: readonly GitRule[] = [
  [
    /\((?:non-fast-forward|fetch first)\)/,
    'final',
    (c) => `The ${branchOf(c)} has changed at GitHub since the job started. It was not overwritten.`,
  ],
  [
    /workflows?[`'"]? (?:scope|permission)/i,
    'final',
    refused(
      (_, credential) => `it changes files in .github/workflows, and the ${credential} lacks the "workflow" permission`,
    ),
  ],
  [
    /GH001|exceeds GitHub's file size limit|exceeds maximum|file size limit of/i,
    'final',
    refused('it contains a file that is too large'),
  ],
  [
    /push protection|cannot contain secrets/i,
    'final',
    refused('its push protection found a secret in the changes'),
    'secret_found',
  ],
  [
    /GH006|protected branch/i,
    'final',
    refused('the branch is protected. Choose another branch name'),
    'branch_refused',
  ],
  [
    /refname conflict|directory file conflict|\(failed to update ref\)|exists; cannot create/i,
    'final',
    (c) => `The ${branchOf(c)} cannot be created: its name collides with that of an existing branch.`,
  ],
  [
    /remote rejected|hook declined|GH013/i,
    'final',
    refused((output) => quotable(remoteWordsOf(output)) || 'it gave no reason'),
  ],
];

const LOCAL: readonly GitRule[] = [
  [/error: object [0-9a-f]+: \w+|fsck error/i, 'final', because(unsound)],
  [
    /bad config line \d+ in [^\n]*\.gitmodules/i,
    'final',
    because('the file .gitmodules is broken, git cannot read it. Correct it in the repository'),
  ],
  [/No space left on device|Disk quota exceeded|Out of diskspace/i, 'final', because("the server's disk is full")],
  [
    /Read-only file system|(?:could not|cannot|unable to|failed to)[^\n]*Permission denied/i,
    'final',
    because('the server cannot write to its REPOS_DIR or WORKTREES_DIR'),
  ],
];

const REFUSED_REQUESTS: readonly GitRule[] = [
  [
    /returned error: 30\d|unable to update url base from redirection/i,
    'final',
    because('the repository has moved. Enter its new owner and name with PATCH /repos/:id'),
    'repository_missing',
  ],
  [
    /Repository not found|repository '[^']*' not found|returned error: 404/i,
    'final',
    because(notFound),
    'repository_missing',
  ],
  [
    /could not read Username|could not read Password|Authentication failed|returned error: 401/i,
    'final',
    because((c) =>
      c.credential === null
        ? 'the repository is private or does not exist, and no GITHUB_TOKEN is set'
        : `GitHub does not accept the ${c.credential}. It may have expired or been revoked`,
    ),
  ],
  [
    /returned error: 429|^remote:.*(?:rate limit|abuse detection)/im,
    'limit',
    because('GitHub limits the rate of requests at the moment'),
  ],
  [
    /returned error: 413/i,
    'final',
    because('it is larger than GitHub, or a proxy on the way to it, lets through (HTTP 413)'),
  ],
  [
    /returned error: 407|HTTP code \d+ from proxy/i,
    'final',
    because('the proxy on the way to GitHub refuses the connection'),
  ],
  [/Permission to [^\n]* denied|Write access to repository not granted/i, 'final', because(noPermission)],
  [
    /returned error: 403/i,
    'final',
    because((c, output) => (remoteWordsOf(output) === '' ? noPermission(c) : refusedBy(output))),
  ],
  [/returned error: 408/i, 'forge', because('GitHub does not answer in time')],
  [/returned error: 4\d\d/i, 'final', because((_, output) => refusedBy(output))],
];

const FAULTS: readonly GitRule[] = [
  [
    /SSL certificate|certificate verif|CAfile/i,
    'final',
    because("the certificate of the forge is not trusted by the server's machine"),
  ],
  [/returned error: 5\d\d/i, 'forge', because('GitHub has an internal problem at the moment')],
  [
    /Could not resolve|Failed to connect|Couldn't connect|Connection (?:refused|timed out|reset|was reset)|unable to access|early EOF|RPC failed|unexpected disconnect|hung up|Operation too slow|HTTP\/2 stream|transfer closed|Empty reply/i,
    'forge',
    because('GitHub cannot be reached from the server'),
  ],
  [/cannot lock ref|Unable to create '[^']*\.lock'/i, 'passing', because('the clone was in use')],
];

/** The first rule whose pattern matches git's output applies. Refusals of a push come before anything that reads like a network fault. */
export const GIT_RULES: readonly GitRule[] = [...REFUSED_PUSHES, ...LOCAL, ...REFUSED_REQUESTS, ...FAULTS];

function notFound({ credential }: GitContext): string {
  if (credential === null) return 'the repository does not exist or is private, and no GITHUB_TOKEN is set';
  return `the repository does not exist, or the ${credential} has no access to it`;
}

function noPermission(context: GitContext): string {
  const permission = context.action === 'push' ? 'write' : 'read';
  return `the ${credentialOf(context)} has no ${permission} permission for this repository`;
}

function credentialOf({ credential }: GitContext): string {
  return credential ?? PLAIN_TOKEN;
}

function refusedBy(output: string): string {
  return `GitHub refused it (HTTP ${/returned error: (\d{3})/.exec(output)?.[1] ?? '4xx'})`;
}

/** What was to be collected is in no clone then: only the worktree of the failed job has it. */
function unsound({ action }: GitContext, output: string): string {
  const word = fsckWord(output);
  const cure = word.startsWith('gitmodules')
    ? '. Correct the file .gitmodules in the repository, then retry the job'
    : '';
  const kept = action.startsWith('collect')
    ? ". The work is not lost: it stays in the job's worktree on the server for the time of RETAIN_FAILED_WORKTREES"
    : '';
  return `a commit contains what git considers unsound (${word})${kept}${cure}`;
}

function fsckWord(output: string): string {
  return /object [0-9a-f]+: (\w+)/.exec(output)?.[1] ?? 'fsck error';
}
