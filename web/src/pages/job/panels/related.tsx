import type { JobDetail } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { Card } from '../../../design/page.js';
import { at } from '../../../router/location.js';
import { StateBadge } from '../../../words/job-badges.js';
import { titleOf } from '../../../words/job-words.js';

/** The jobs of the same chain, and the one that this repeats. */
export function Related({ job }: { readonly job: JobDetail }) {
  const { id, status, original_job_id: original, root_job_id: root } = job;
  const chain = useResource(
    (client) => client.get('/jobs/{id}/follow-ups', { params: { path: { id } } }),
    [id, status],
  );
  const others = (chain.data?.jobs ?? []).filter((each) => each.id !== id);
  if (original === null && root === null && others.length === 0) return null;
  return (
    <Card title="Related jobs" flush>
      <ul class="list">
        {original === null ? null : (
          <li>
            <a href={at(`/jobs/${original}`)}>The job that this one repeats</a>
          </li>
        )}
        {root === null || root === id ? null : (
          <li>
            <a href={at(`/jobs/${root}`)}>The first job of the chain</a>
          </li>
        )}
        {others.map((each) => (
          <li key={each.id}>
            <a href={at(`/jobs/${each.id}`)} dir="auto">
              Follow-up: {titleOf(each)}
            </a>
            <StateBadge job={each} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
