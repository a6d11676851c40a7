import { JobFailure } from '../common/job-failure.js';
import { GitCommandError, type GitCommandEnd } from './git-command-error.js';
import { fullName, type RepositoryRef } from './repository-ref.js';

/** What the server was doing when git failed. */
export interface GitContext {
  readonly action: 'clone' | 'fetch' | 'push' | 'prepare the working tree of' | 'collect the work on';
  readonly repository: RepositoryRef;
  readonly hasToken: boolean;
  /** Branch being pushed; only for `push`. */
  readonly branch?: string;
}

/** A failure of git in words for people. */
export class GitFailure extends JobFailure {
  constructor(
    message: string,
    /** true: the same may succeed later without anybody's doing. */
    readonly transient: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

type Sentence = (context: GitContext, output: string) => string;
type Rule = readonly [pattern: RegExp, transient: boolean, sentence: Sentence];

const branchOf = (context: GitContext): string => `branch "${context.branch ?? ''}" of ${fullName(context.repository)}`;

/** The first rule whose pattern git's output matches speaks; refusals of a push come before what sounds like a network fault. */
const RULES: readonly Rule[] = [
  [
    /\((?:non-fast-forward|fetch first)\)/,
    false,
    (c) => `The ${branchOf(c)} has changed at GitHub since the job started. It was not overwritten.`,
  ],
  [
    /workflows?[`'"]? (?:scope|permission)/i,
    false,
    (c) =>
      `GitHub refused the push to ${branchOf(c)}: it changes files in .github/workflows, and the GITHUB_TOKEN lacks the "workflow" permission.`,
  ],
  [
    /GH001|exceeds GitHub's file size limit|exceeds maximum|file size limit of/i,
    false,
    (c) => `GitHub refused the push to ${branchOf(c)}: it contains a file that is too large.`,
  ],
  [
    /push protection|cannot contain secrets/i,
    false,
    (c) => `GitHub refused the push to ${branchOf(c)}: its push protection found a secret in the changes.`,
  ],
  [
    /GH006|protected branch/i,
    false,
    (c) => `GitHub refused the push to ${branchOf(c)}: the branch is protected. Choose another branch name.`,
  ],
  [
    /refname conflict|directory file conflict|\(failed to update ref\)|exists; cannot create/i,
    false,
    (c) => `The ${branchOf(c)} cannot be created: its name collides with that of an existing branch.`,
  ],
  [
    /remote rejected|hook declined|GH013/i,
    false,
    (c, output) => `GitHub refused the push to ${branchOf(c)}: ${remoteWords(output)}`,
  ],
  [
    /error: object [0-9a-f]+: \w+|fsck error/i,
    false,
    (c, output) => failed(c, `a commit contains what git considers unsound (${fsckWord(output)})`),
  ],
  [
    /No space left on device|Disk quota exceeded|Out of diskspace/i,
    false,
    (c) => failed(c, "the server's disk is full"),
  ],
  [
    /Read-only file system|(?:could not|cannot|unable to|failed to)[^\n]*Permission denied/i,
    false,
    (c) => failed(c, 'the server cannot write to its REPOS_DIR or WORKTREES_DIR'),
  ],
  [
    /returned error: 30\d|unable to update url base from redirection/i,
    false,
    (c) => failed(c, 'the repository has moved. Enter its new owner and name'),
  ],
  [/Repository not found|repository '[^']*' not found|returned error: 404/i, false, (c) => failed(c, notFound(c))],
  [
    /could not read Username|could not read Password|Authentication failed|returned error: 401/i,
    false,
    (c) =>
      failed(
        c,
        c.hasToken
          ? 'GitHub does not accept the GITHUB_TOKEN. It may have expired or been revoked'
          : 'the repository is private or does not exist, and no GITHUB_TOKEN is set',
      ),
  ],
  [
    /Permission to [^\n]* denied|Write access to repository not granted|returned error: 403/i,
    false,
    (c) =>
      failed(c, `the GITHUB_TOKEN has no ${c.action === 'push' ? 'write' : 'read'} permission for this repository`),
  ],
  [/returned error: 429/i, true, (c) => failed(c, 'GitHub limits the rate of requests at the moment')],
  [
    /SSL certificate|certificate verif|CAfile/i,
    false,
    (c) => failed(c, "the certificate of the forge is not trusted by the server's machine"),
  ],
  [/returned error: 5\d\d/i, true, (c) => failed(c, 'GitHub has an internal problem at the moment')],
  [
    /Could not resolve|Failed to connect|Couldn't connect|Connection (?:refused|timed out|reset|was reset)|unable to access|early EOF|RPC failed|unexpected disconnect|hung up|Operation too slow|HTTP\/2 stream|transfer closed|Empty reply/i,
    true,
    (c) => failed(c, 'GitHub cannot be reached from the server'),
  ],
  [/cannot lock ref|Unable to create '[^']*\.lock'/i, true, (c) => failed(c, 'the clone was in use')],
];

const WHY_BY_END: Readonly<Record<Exclude<GitCommandEnd, 'exit'>, readonly [why: string, transient: boolean]>> = {
  killed: ['git was killed on the server', true],
  silent: ['the other side fell silent', true],
  slow: ['it took too long', false],
  not_started: ['git could not be started on the server', false],
};

/** Anything thrown by {@link GitGateway} as a {@link GitFailure}; what is no failure of git is returned as it is. */
export function toGitFailure(error: unknown, context: GitContext): unknown {
  if (!(error instanceof GitCommandError)) return error;
  const options = { cause: error };
  if (error.end !== 'exit') {
    const [why, transient] = WHY_BY_END[error.end];
    return new GitFailure(failed(context, why), transient, options);
  }
  const rule = RULES.find(([pattern]) => pattern.test(error.output));
  if (!rule) return new GitFailure(failed(context, lastWords(error.output)), false, options);
  return new GitFailure(rule[2](context, error.output), rule[1], options);
}

export function isTransient(error: unknown): boolean {
  return error instanceof GitFailure && error.transient;
}

function failed(context: GitContext, why: string): string {
  return `Could not ${context.action} ${fullName(context.repository)}: ${why}.`;
}

function notFound({ hasToken }: GitContext): string {
  if (!hasToken) return 'the repository does not exist or is private, and no GITHUB_TOKEN is set';
  return 'the repository does not exist, or the GITHUB_TOKEN has no access to it';
}

/** What the forge itself said, shortened to a sentence. */
function remoteWords(output: string): string {
  const said = [...output.matchAll(/^remote:\s*(?:error:\s*)?(\S.*)$/gm)].map((match) => match[1]?.trim() ?? '');
  const reason = /\[remote rejected\][^\n]*\(([^()\n]+)\)/.exec(output)?.[1];
  const words = [...said.filter((line) => !/^(?:Resolving|Processing|Compressing)/.test(line)), reason ?? ''];
  return sentence(words.filter((word) => word !== '').join(' ') || 'it gave no reason');
}

function fsckWord(output: string): string {
  return /object [0-9a-f]+: (\w+)/.exec(output)?.[1] ?? 'fsck error';
}

function lastWords(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const fatal = lines.findLast((line) => /^(?:fatal|error):/.test(line));
  return withoutPaths((fatal ?? lines.findLast((line) => line !== '') ?? 'git gave no reason').slice(0, 300));
}

/** People who read a job's error have no use for paths of the server. */
function withoutPaths(text: string): string {
  return text.replace(/(?<![\w:/])\/[^\s'"]+/g, '…').replace(/\.$/, '');
}

function sentence(words: string): string {
  const short = words.length > 300 ? `${words.slice(0, 300)}…` : words;
  return /[.!…]$/.test(short) ? short : `${short}.`;
}
