import { JobFailure } from '../../platform/errors/job-failure.js';
import { quotable } from '../commands/forge-words.js';
import type { GitCommandError } from '../commands/git-command-error.js';
import { ForgeAway } from '../forge-away.js';
import { fullName, type RepositoryRef } from '../repository-ref.js';

const LIMIT = /rate limit|HTTP 429/i;
const AWAY =
  /dial tcp|no such host|connection (?:refused|reset|timed out)|i\/o timeout|context deadline|TLS handshake timeout|unexpected EOF|\bEOF$|server error|HTTP 5(?!01|07|09)\d\d/im;
/** Lines that tell nothing. */
const EMPTY_WORDS =
  /^(?:fetch: |Locking support|Uploading LFS|Downloading LFS|hint:|error: failed to (?:push|fetch)|Fetching|Errors logged|Use `git lfs logs)/i;

/** What git-lfs, or the forge through it, said of a refusal. */
export function lfsWordsOf({ output }: Pick<GitCommandError, 'output'>): string {
  const lines = output
    .split(/[\r\n]+/)
    .map((line) => once(line.trim().replace(/^\[[0-9a-f]{64}\]\s*/, '')))
    .filter((line) => line !== '' && !EMPTY_WORDS.test(line));
  return quotable([...new Set(lines)].slice(0, 2).join(' '));
}

/** Of an object that is missing, git-lfs says the same before and after its status. */
function once(line: string): string {
  const [before = '', after] = line.split(/: \[\d+\] /);
  return before === after ? before : line;
}

/** A failure of git-lfs at the forge, explained to people. */
export function lfsFailure(error: GitCommandError, repository: RepositoryRef): JobFailure {
  const name = fullName(repository);
  const options = { cause: error };
  if (LIMIT.test(error.output))
    return new ForgeAway(`GitHub limits the requests for the Git LFS files of ${name}.`, 'forge_limit', null, options);
  if (error.end === 'silent' || AWAY.test(error.output)) {
    const sentence = `GitHub cannot be reached for the Git LFS files of ${name}, or has a problem with them.`;
    return new ForgeAway(sentence, 'forge_unreachable', null, options);
  }
  const words = lfsWordsOf(error);
  const said = words === '' ? '' : ` It said: "${words}".`;
  return new JobFailure(`GitHub refused the Git LFS files of ${name}.${said}`, { ...options, code: 'git_refused' });
}
