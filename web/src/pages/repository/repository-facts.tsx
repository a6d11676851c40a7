import type { RepositoryDetail } from '../../api/types.js';
import { Card } from '../../design/page.js';

/** The settings for those who may not change them. */
export function RepositoryFacts({ repository }: { readonly repository: RepositoryDetail }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Default branch', repository.default_branch],
    ['Model', repository.model ?? 'that of the server'],
    ['Instructions', repository.instructions ?? 'none'],
    ['Protected paths', listed(repository.protected_paths)],
    ['Feedback commands', listed(repository.feedback_commands)],
    ['Labels', listed(repository.labels)],
    ['Reviewers', listed(repository.reviewers)],
    ['Its own settings count', repository.trust_repo_config ? 'yes' : 'no'],
  ];
  return (
    <Card title="Settings">
      <dl class="facts">
        {facts.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </>
        ))}
      </dl>
    </Card>
  );
}

function listed(values: readonly string[] | null): string {
  return values === null || values.length === 0 ? 'none' : values.join(', ');
}
