import { withTrailers } from '../collecting/trailers.js';

/** Trailer of the commit whose tree had work inside a submodule, which no commit can hold. */
const TRAILER = 'Submodule-Changed';
const MAX_NAMED = 20;
const PATTERN = new RegExp(`^${TRAILER}: (.+)$`);

export function namingSubmodules(message: string, paths: readonly string[]): string {
  return withTrailers(message, TRAILER, paths.slice(0, MAX_NAMED));
}

/** The path that a line of a message names as {@link namingSubmodules} has written it; null: none. */
export function submoduleIn(line: string): string | null {
  return PATTERN.exec(line)?.[1] ?? null;
}

/** In sentences, which say what to do. */
export function describeSubmodules(paths: readonly string[]): string {
  const names = [...new Set(paths)];
  const more = names.length - 3;
  const named = `${names.slice(0, 3).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const [is, which] = names.length === 1 ? ['the submodule', 'It has'] : ['submodules', 'They have'];
  return (
    `The work is inside ${is} ${named}. ${which} a repository of its own, and what is changed there cannot be published from here: ` +
    'let a job of that repository do it, and then record the new commit here. What was changed inside is in the working tree of the job, ' +
    'for the time of RETAIN_FAILED_WORKTREES.'
  );
}
