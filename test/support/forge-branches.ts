import type { ApiAnswer } from './forge-api.js';
import type { ForgeRepository } from './forge-repository.js';
import type { GithubDescription } from './github-description.js';

/** `GET /repos/{owner}/{repo}/branches/{branch}`; null: there is no such branch. */
export async function showBranch(
  description: GithubDescription,
  repository: ForgeRepository,
  branch: string,
): Promise<ApiAnswer | null> {
  const sha = await repository.tip(branch);
  if (sha === null) return null;
  const sample = description.sample('branch-with-protection');
  const isProtected = repository.protectedBranches.has(branch);
  const commit = { ...(sample['commit'] as object), sha };
  const protection = { ...(sample['protection'] as object), enabled: isProtected };
  return { status: 200, body: { ...sample, name: branch, commit, protected: isProtected, protection } };
}
