import type { ApiAnswer } from './forge-api.js';
import { nodeIdOf } from './forge-graphql.js';
import type { ForgePull } from './forge-pull.js';
import { invalid, refused } from './forge-refusals.js';
import type { ForgeRepository } from './forge-repository.js';

/** Why GitHub would not open such a pull request; null: it would. */
export async function objectionTo(
  pulls: readonly ForgePull[],
  repository: ForgeRepository,
  head: string,
  base: string,
  draft: boolean,
): Promise<ApiAnswer | null> {
  const owner = repository.fullName.split('/')[0] ?? '';
  if (!(await repository.tip(head))) return refused({ field: 'head', code: 'invalid' });
  if (!(await repository.tip(base))) return refused({ field: 'base', code: 'invalid' });
  const twin = pulls.find(
    (pull) => pull.repository === repository.fullName && pull.head === head && pull.base === base,
  );
  if (twin?.state === 'open') {
    return refused({ code: 'custom', message: `A pull request already exists for ${owner}:${head}.` });
  }
  if (!(await repository.hasCommitsBetween(base, head))) {
    return refused({ code: 'custom', message: `No commits between ${base} and ${head}` });
  }
  return draft && !repository.drafts ? invalid('Draft pull requests are not supported in this repository.') : null;
}

/** As GitHub answers it, on the ground of what its description requires. */
export async function shownPull(
  pull: ForgePull,
  repository: ForgeRepository,
  sample: Readonly<Record<string, unknown>>,
  url: string,
): Promise<unknown> {
  const owner = repository.fullName.split('/')[0] ?? '';
  const end = async (name: 'head' | 'base'): Promise<unknown> => {
    const merged = name === 'head' ? pull.merged?.headSha : undefined;
    const sha = merged ?? (await repository.tip(pull[name])) ?? '0'.repeat(40);
    return { ...(sample[name] as object), label: `${owner}:${pull[name]}`, ref: pull[name], sha };
  };
  const { number, title, body, state, draft } = pull;
  return {
    ...sample,
    number,
    title,
    body,
    state,
    draft,
    merged_at: pull.merged?.at ?? null,
    updated_at: pull.changedAt,
    node_id: nodeIdOf(pull),
    html_url: url,
    head: await end('head'),
    base: await end('base'),
  };
}

export function now(): string {
  return new Date().toISOString();
}
