import { Payload } from './payload.js';

/** A repository as GitHub names it. */
export interface GithubRepository {
  /** Stays when it gets another name. */
  readonly id: number;
  readonly fullName: string;
}

interface AboutRepository {
  readonly repository: GithubRepository;
}

/** How a pull request stands. */
export interface PullRequestNews extends AboutRepository {
  readonly kind: 'pull_request';
  readonly number: number;
  readonly state: 'open' | 'merged' | 'closed';
  readonly isDraft: boolean;
  readonly mergedAt: string | null;
  readonly changedAt: string;
}

interface Said extends AboutRepository {
  readonly number: number;
  readonly login: string;
  /** Whether a program says it. */
  readonly isBot: boolean;
  readonly url: string;
  /** Cut. */
  readonly words: string;
}

/** A review that requests changes. */
export interface ReviewNews extends Said {
  readonly kind: 'review';
  readonly review: number;
}

/** A comment on a pull request as a whole. */
export interface CommentNews extends Said {
  readonly kind: 'mention';
}

/** Checks of a commit have ended, at least those of one suite. */
export interface ChecksNews extends AboutRepository {
  readonly kind: 'checks';
  readonly headSha: string;
  /** Empty for forks, and for branches without a pull request. */
  readonly pullRequests: readonly number[];
}

/** What a delivery tells, as far as it matters here. */
export type News = PullRequestNews | ReviewNews | CommentNews | ChecksNews;

/** Of what people write, this much is kept, in characters. */
const MAX_WORDS = 20_000;
const MAX_PULL_REQUESTS = 20;
const SHA = /^[0-9a-f]{40,64}$/;

/** null: nothing that matters. @param event the header `X-GitHub-Event`. */
export function newsOf(event: string, body: unknown): News | null {
  const payload = new Payload(body);
  const repository = { id: payload.count('repository', 'id'), fullName: payload.text('repository', 'full_name') };
  if (repository.id === 0 || repository.fullName === '' || !Object.hasOwn(READERS, event)) return null;
  return READERS[event as keyof typeof READERS](payload, repository);
}

const READERS = {
  pull_request: pullRequestNews,
  pull_request_review: reviewNews,
  issue_comment: commentNews,
  check_suite: checksNews,
};

function pullRequestNews(payload: Payload, repository: GithubRepository): PullRequestNews | null {
  const number = payload.count('pull_request', 'number');
  const changedAt = momentOf(payload.text('pull_request', 'updated_at'));
  const state = payload.text('pull_request', 'state');
  if (number === 0 || changedAt === null || (state !== 'open' && state !== 'closed')) return null;
  const mergedAt = momentOf(payload.text('pull_request', 'merged_at'));
  const isMerged = payload.isTrue('pull_request', 'merged') || mergedAt !== null;
  const ended = isMerged ? 'merged' : 'closed';
  return {
    kind: 'pull_request',
    repository,
    number,
    state: state === 'open' ? 'open' : ended,
    isDraft: payload.isTrue('pull_request', 'draft'),
    mergedAt,
    changedAt,
  };
}

function reviewNews(payload: Payload, repository: GithubRepository): ReviewNews | null {
  const review = payload.count('review', 'id');
  const requestsChanges = payload.text('review', 'state').toLowerCase() === 'changes_requested';
  if (payload.text('action') !== 'submitted' || !requestsChanges || review === 0) return null;
  const said = saidIn(payload, repository, 'review', payload.count('pull_request', 'number'));
  return said && { ...said, kind: 'review', review };
}

function commentNews(payload: Payload, repository: GithubRepository): CommentNews | null {
  // Comments on pull requests are among those on issues.
  if (payload.text('action') !== 'created' || !payload.has('issue', 'pull_request')) return null;
  const said = saidIn(payload, repository, 'comment', payload.count('issue', 'number'));
  return said && { ...said, kind: 'mention' };
}

function checksNews(payload: Payload, repository: GithubRepository): ChecksNews | null {
  const headSha = payload.text('check_suite', 'head_sha');
  if (payload.text('action') !== 'completed' || !SHA.test(headSha)) return null;
  const numbers = payload.list('check_suite', 'pull_requests').map((pull) => pull.count('number'));
  const pullRequests = numbers.filter((number) => number > 0).slice(0, MAX_PULL_REQUESTS);
  return { kind: 'checks', repository, headSha, pullRequests };
}

function saidIn(payload: Payload, repository: GithubRepository, place: string, number: number): Said | null {
  const login = payload.text(place, 'user', 'login');
  if (number === 0 || login === '') return null;
  const types = [payload.text(place, 'user', 'type'), payload.text('sender', 'type')];
  return {
    repository,
    number,
    login,
    isBot: types.some((type) => type !== 'User') || payload.has(place, 'performed_via_github_app'),
    url: payload.text(place, 'html_url'),
    words: Array.from(payload.text(place, 'body')).slice(0, MAX_WORDS).join(''),
  };
}

/** ISO 8601; null: it is no moment. */
function momentOf(text: string): string | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
