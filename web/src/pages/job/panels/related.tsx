import type { Client } from '../../../../../clients/typescript/src/client.js';
import type { Job, JobDetail } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { Card } from '../../../design/page.js';
import { Problem } from '../../../design/states.js';
import { Ago } from '../../../design/times.js';
import { at } from '../../../router/location.js';
import { requestWords } from '../../../words/github-request.js';
import { StateBadge } from '../../../words/job-badges.js';
import { titleOf } from '../../../words/job-words.js';

/** Most follow-ups that are shown. */
const LIMIT = 200;

const read = (id: string) => (client: Client) =>
  client.get('/jobs/{id}/follow-ups', { params: { path: { id }, query: { limit: LIMIT } } });

/** The job that this repeats, and the history of its chain: the first job, and what followed it, in order. */
export function Related({ job }: { readonly job: JobDetail }) {
  const { id, status, original_job_id: original, root_job_id: root } = job;
  const chain = useResource(read(id), [id, status]);
  const jobs = chain.data?.jobs ?? [];
  if (original === null && root === null && jobs.length === 0 && chain.error === null) return null;
  return (
    <Card title="History" flush>
      <Problem error={chain.error} />
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
        {jobs.map((each) => (
          <FollowUp key={each.id} job={each} isShown={each.id === id} />
        ))}
      </ul>
    </Card>
  );
}

function FollowUp({ job, isShown }: { readonly job: Job; readonly isShown: boolean }) {
  const { id, github_request: request, created_at: created } = job;
  return (
    <li>
      <div class="what">
        <a href={at(`/jobs/${id}`)} dir="auto" aria-current={isShown ? 'true' : undefined}>
          {isShown ? 'This job' : `Follow-up: ${titleOf(job)}`}
        </a>
        <div class="meta">
          {request === null ? null : <span dir="auto">for {requestWords(request)}</span>}
          <Ago at={created} />
        </div>
      </div>
      <StateBadge job={job} />
    </li>
  );
}
