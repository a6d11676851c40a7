import type { RepositoryDetail } from '../../api/types.js';
import { Card } from '../../design/page.js';

type Facts = readonly (readonly [string, string])[];

/** The settings for those who may not change them. */
export function RepositoryFacts({ repository }: { readonly repository: RepositoryDetail }) {
  return (
    <Card title="Settings">
      <dl class="facts">
        {[...worksOf(repository), ...setupOf(repository), ...publishesOf(repository)].map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </>
        ))}
      </dl>
    </Card>
  );
}

function worksOf(repository: RepositoryDetail): Facts {
  const { max_concurrent_jobs: most, submodules } = repository;
  return [
    ['Default branch', repository.default_branch],
    ['Jobs at the same time', most === null ? 'no limit' : String(most)],
    ['Submodules', submodules === null ? 'those of the same owner' : submodules ? 'all' : 'none'],
    ['Model', repository.model ?? 'that of the server'],
    ['Instructions', repository.instructions ?? 'none'],
    ['Protected paths', listed(repository.protected_paths)],
    ['Feedback commands', listed(repository.feedback_commands)],
    ['Its own Claude settings count', repository.trust_repo_config ? 'yes' : 'no'],
  ];
}

function setupOf({
  setup_command: command,
  setup_cache_key: key,
  setup_timeout_minutes: minutes,
}: RepositoryDetail): Facts {
  if (command === null) return [['Setup command', 'none']];
  const kept = key === null ? 'the usual lock files' : key.length === 0 ? 'nothing: it runs for each job' : listed(key);
  return [
    ['Setup command', command],
    ['It takes at most', `${minutes ?? 15} minutes`],
    ['Its result is kept for', kept],
  ];
}

function publishesOf(repository: RepositoryDetail): Facts {
  return [
    ['Prefix of generated branches', repository.branch_prefix ?? 'the type of the job'],
    ['Drafts', repository.draft === true ? 'yes' : 'no'],
    ['Labels', listed(repository.labels)],
    ['Reviewers', listed(repository.reviewers)],
    ['Follow-ups by themselves', followUpsOf(repository)],
  ];
}

function followUpsOf({ auto_follow_up: auto }: RepositoryDetail): string {
  if (auto === null) return 'none';
  const causes = [
    auto.on_review ? 'reviews that request changes' : null,
    auto.on_failed_checks ? 'failed checks' : null,
    auto.mention === null ? null : `comments that begin with ${auto.mention}`,
  ];
  return `${causes.filter((cause) => cause !== null).join(', ')}; at most ${auto.max_per_pull_request} for a pull request`;
}

function listed(values: readonly string[] | null): string {
  return values === null || values.length === 0 ? 'none' : values.join(', ');
}
