/** The operation that a path belongs to, and what its path names. */
export interface ForgeRoute {
  /** As in GitHub's description; null: no operation that this forge has. */
  readonly template: string | null;
  /** `<owner>/<name>`, or empty. */
  readonly repository: string;
  /** Number of a pull request, or 0. */
  readonly pull: number;
}

export const REPOSITORY = '/repos/{owner}/{repo}';

const PLAIN: readonly (readonly [path: RegExp, template: string])[] = [
  [/^\/user$/, '/user'],
  [/^\/users\/[^/]+$/, '/users/{username}'],
  [/^\/app$/, '/app'],
  [/^\/app\/installations\/\d+\/access_tokens$/, '/app/installations/{installation_id}/access_tokens'],
];

/** Below a repository; the group, if there is one, is the number of the pull request. */
const BELOW: readonly (readonly [path: RegExp, template: string])[] = [
  [/^\/issues\/(\d+)\/labels$/, '/issues/{issue_number}/labels'],
  [/^\/issues\/(\d+)\/comments$/, '/issues/{issue_number}/comments'],
  [/^\/pulls\/(\d+)\/reviews\/\d+\/comments$/, '/pulls/{pull_number}/reviews/{review_id}/comments'],
  [/^\/collaborators\/[^/]+\/permission$/, '/collaborators/{username}/permission'],
  [/^\/commits\/[^/]+\/check-suites$/, '/commits/{ref}/check-suites'],
  [/^\/commits\/[^/]+\/check-runs$/, '/commits/{ref}/check-runs'],
  [/^\/actions\/jobs\/\d+\/logs$/, '/actions/jobs/{job_id}/logs'],
];

export function routeOf(path: string): ForgeRoute {
  const plain = PLAIN.find(([pattern]) => pattern.test(path));
  if (plain) return { template: plain[1], repository: '', pull: 0 };
  const [, repository, below = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(path) ?? [];
  if (repository === undefined) return { template: null, repository: '', pull: 0 };
  if (below === '/installation') return { template: `${REPOSITORY}/installation`, repository, pull: 0 };
  if (/^\/branches\/[^/]+$/.test(below)) return { template: `${REPOSITORY}/branches/{branch}`, repository, pull: 0 };
  if (/^\/labels\/[^/]+$/.test(below)) return { template: `${REPOSITORY}/labels/{name}`, repository, pull: 0 };
  for (const [pattern, template] of BELOW) {
    const found = pattern.exec(below);
    if (found) return { template: `${REPOSITORY}${template}`, repository, pull: Number(found[1] ?? 0) };
  }
  const pulls = /^(?:\/pulls(?:\/(\d+)(\/reviews|\/requested_reviewers)?)?)?$/.exec(below);
  if (!pulls) return { template: null, repository: '', pull: 0 };
  const rest = pulls[1] ? `/pulls/{pull_number}${pulls[2] ?? ''}` : below;
  return { template: `${REPOSITORY}${rest}`, repository, pull: Number(pulls[1] ?? 0) };
}

/** Full name of the repository that a path of the API or of git is about; empty: of none. */
export function repositoryIn(path: string, apiPrefix: string): string {
  const isApi = path.startsWith(`${apiPrefix}/`);
  const below = isApi ? (/^\/repos(\/.*)$/.exec(path.slice(apiPrefix.length))?.[1] ?? '') : path;
  const names = below.split('/').slice(1, 3);
  return names.join('/').replace(/\.git$/, '');
}
