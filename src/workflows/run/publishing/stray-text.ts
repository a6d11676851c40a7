import { fullName, type RepositoryRef } from '../../../git/repository-ref.js';
import { describePlace, type StrayCommit } from '../../../git/stray/stray-commit.js';
import { quotedBlock } from './quoted-block.js';

/** Of a commit's first line, in characters. */
const MAX_SUBJECT = 120;
/** Commits that are named although they could not be kept; the rest is counted. */
const MAX_LOST = 10;

/** @param node the server whose clone has them; null: nobody knows. */
type Origin = { readonly jobId: string; readonly repository: RepositoryRef; readonly node: string | null };

/** For the job's messages; null: there is nothing to say. */
export function describeStray(origin: Origin, commits: readonly StrayCommit[]): string | null {
  if (commits.length === 0) return null;
  const kept = commits.filter(({ ref }) => ref !== null);
  const lost = commits.filter(({ ref }) => ref === null);
  return [
    ...(kept.length > 0 ? [`${SENTENCE}\n${listOf(kept)}`, `${whereOf(origin)}\n${commandOf(origin)}`] : []),
    ...(lost.length > 0 ? [`${LOST}\n${listOf(lost.slice(0, MAX_LOST), lost.length - MAX_LOST)}`] : []),
  ].join('\n');
}

/** At the head of a pull request, in markdown; empty when there is nothing to say. */
export function straySection(origin: Origin, commits: readonly StrayCommit[]): string {
  const kept = commits.filter(({ ref }) => ref !== null);
  if (kept.length === 0) return '';
  const parts = ['## Not in this pull request', SENTENCE, quotedBlock(listOf(kept)), whereOf(origin)];
  return `${[...parts, quotedBlock(commandOf(origin))].join('\n\n')}\n\n`;
}

const SENTENCE = 'Claude has left commits that are not part of the work:';
const LOST = 'These could not be kept, because they are too many, too large or not sound:';

function listOf(commits: readonly StrayCommit[], more = 0): string {
  const lines = commits.map(({ sha, subject, place }) => {
    // Untrusted: they must not start a new line or change the text direction.
    const said = subject.replace(/\p{C}/gu, '?').slice(0, MAX_SUBJECT);
    return `- ${sha.slice(0, 12)}${said === '' ? '' : ` ${said}`} (${describePlace(place)})`;
  });
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

function whereOf({ repository, node }: Origin): string {
  const clone = `The clone of ${fullName(repository)} on the server${node === null ? '' : ` "${node}"`}`;
  return `${clone} keeps them for the time of RETAIN_FAILED_WORK. To fetch them into a repository on its machine, as its account:`;
}

function commandOf({ jobId, repository }: Origin): string {
  return `git fetch "\${REPOS_DIR:-$HOME/repos}/${fullName(repository)}.git" 'refs/stray/${jobId}/*:refs/remotes/stray/*'`;
}
