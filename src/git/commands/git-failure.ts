import type { FailureCode } from '../../platform/errors/failure-codes.js';
import { JobFailure, type JobFailureOptions } from '../../platform/errors/job-failure.js';
import { ForgeAway } from '../forge-away.js';
import { PLAIN_TOKEN } from './forge-credentials.js';
import { meaningOf, remoteWordsOf, withForgeWords } from './forge-words.js';
import { GitCommandError, type GitCommandEnd } from './git-command-error.js';
import type { GitContext } from './git-context.js';
import { failed, GIT_RULES, type GitFault } from './git-rules.js';

/** A failure of git, explained to people. */
export class GitFailure extends JobFailure {
  constructor(
    message: string,
    /** true: the same command may succeed later by itself. */
    readonly transient: boolean,
    options?: JobFailureOptions,
  ) {
    super(message, { code: 'git_refused', ...options });
  }
}

const WHY_BY_END: Readonly<Record<Exclude<GitCommandEnd, 'exit'>, readonly [why: string, fault: GitFault]>> = {
  killed: ['git was killed on the server', 'passing'],
  silent: ['the other side stopped responding', 'forge'],
  slow: ['it took too long', 'final'],
  not_started: ['git cannot be started on the server: it must be installed, on the PATH and executable', 'final'],
};

/** Turns an error of {@link GitGateway} into a {@link GitFailure} or {@link ForgeAway}; returns any other error as it is. */
export function toGitFailure(error: unknown, context: GitContext): unknown {
  if (!(error instanceof GitCommandError)) return error;
  const { sentence, fault, code } = explain(error, context);
  const options = { cause: error, code };
  if (!talksToForge(context)) return new GitFailure(sentence, fault !== 'final', options);
  if (fault === 'forge') return new ForgeAway(sentence, 'forge_unreachable', null, options);
  // Git does not tell for how long.
  if (fault === 'limit') return new ForgeAway(sentence, 'forge_limit', null, options);
  return new GitFailure(sentence, fault !== 'final', options);
}

export function isTransient(error: unknown): boolean {
  return error instanceof ForgeAway || (error instanceof GitFailure && error.transient);
}

interface Explanation {
  readonly sentence: string;
  readonly fault: GitFault;
  readonly code: FailureCode;
}

function explain({ end, output }: GitCommandError, context: GitContext): Explanation {
  const code = 'git_refused';
  if (end !== 'exit') return { sentence: failed(context, WHY_BY_END[end][0]), fault: WHY_BY_END[end][1], code };
  const words = talksToForge(context) ? remoteWordsOf(output) : '';
  const meaning = /returned error: 4\d\d/i.test(output) ? meaningOf(words, context.credential ?? PLAIN_TOKEN) : null;
  if (meaning) return { sentence: withForgeWords(failed(context, meaning), words), fault: 'final', code };
  const rule = GIT_RULES.find(([pattern]) => pattern.test(output));
  if (!rule) return { sentence: withForgeWords(failed(context, lastWords(output)), words), fault: 'final', code };
  return { sentence: withForgeWords(rule[2](context, output), words), fault: rule[1], code: rule[3] ?? code };
}

function talksToForge({ action }: GitContext): boolean {
  return action === 'clone' || action === 'fetch' || action === 'push';
}

function lastWords(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const fatal = lines.findLast((line) => /^(?:fatal|error):/.test(line));
  return withoutPaths((fatal ?? lines.findLast(isSaid) ?? 'git gave no reason').slice(0, 300));
}

/** Not empty, and no line of a stack. */
function isSaid(line: string): boolean {
  return line !== '' && !/^at .+:\d+:\d+\)?$/.test(line);
}

/** Removes paths of the server, which are of no use to readers of a job's error. */
function withoutPaths(text: string): string {
  return text.replace(/(?<![\w:/])\/[^\s'"]+/g, '…').replace(/\.$/, '');
}
