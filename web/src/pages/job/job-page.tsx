import type { Client } from '../../../../clients/typescript/src/client.js';
import type { JobDetail } from '../../api/types.js';
import { type Resource, useResource } from '../../api/use-resource.js';
import { Page } from '../../design/page.js';
import { Loaded } from '../../design/states.js';
import { type JobFeed, useJobFeed } from '../../live/job-feed.js';
import { useSoon } from '../../live/use-soon.js';
import type { PageProps } from '../../router/routes.js';
import { StateBadge, TypeBadge } from '../../words/job-badges.js';
import { isLive, titleOf } from '../../words/job-words.js';
import { JobActions } from './actions/job-actions.js';
import { Attention } from './panels/attention.js';
import { Facts } from './panels/facts.js';
import { Moments } from './panels/moments.js';
import { PhaseSteps } from './panels/phase-steps.js';
import { PullRequest } from './panels/pull-request.js';
import { Related } from './panels/related.js';
import { Tabs } from './tabs.js';
import { useEvery } from '../../live/use-every.js';

/** Costs and tokens grow without an event. */
const EVERY_MS = 5_000;

const readJob = (id: string) => (client: Client) => client.get('/jobs/{id}', { params: { path: { id } } });

/** One job: what it does, what it said, what came of it, and what can be done with it. */
export function JobPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  const job = useResource<JobDetail>(readJob(id), [id]);
  const readSoon = useSoon(job.reload);
  const feed = useJobFeed(id, readSoon);
  useEvery(EVERY_MS, job.reload, job.data !== null && isLive(job.data));
  if (job.data === null) {
    return (
      <Page title="Job">
        <Loaded of={job} what="the job">
          {() => null}
        </Loaded>
      </Page>
    );
  }
  return <Shown job={job.data} resource={job} feed={feed} />;
}

interface ShownProps {
  readonly job: JobDetail;
  readonly resource: Resource<JobDetail>;
  readonly feed: JobFeed;
}

function Shown({ job, resource, feed }: ShownProps) {
  return (
    <Page
      title={titleOf(job)}
      sub={
        <div class="row">
          <StateBadge job={job} />
          <TypeBadge type={job.job_type} />
          {job.archived ? <span class="badge flat">archived</span> : null}
          {job.client === null ? null : <bdi>{job.client.name}</bdi>}
        </div>
      }
      actions={<JobActions job={job} changed={resource.reload} />}
    >
      <PhaseSteps job={job} />
      <Attention job={job} changed={resource.reload} />
      <div class="columns">
        <div class="stack">
          <Tabs job={job} feed={feed} />
        </div>
        <aside class="stack" aria-label="About the job">
          <PullRequest job={job} />
          <Facts job={job} />
          <Moments job={job} />
          <Related job={job} />
        </aside>
      </div>
    </Page>
  );
}
