import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayWork } from '../../api/session.js';
import type { Job, JobDetail } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { Card } from '../../design/page.js';
import { Loaded, Problem } from '../../design/states.js';
import { Ago } from '../../design/times.js';
import { useJobFeed } from '../../live/job-feed.js';
import { useEvery } from '../../live/use-every.js';
import { useSoon } from '../../live/use-soon.js';
import { at } from '../../router/location.js';
import { StateBadge } from '../../words/job-badges.js';
import { isLive, waitSentence } from '../../words/job-words.js';
import { Findings } from '../job/report/report.js';

/** A server may have no stream left for us. */
const EVERY_MS = 5_000;

async function readNewest(client: Client, repositoryId: string): Promise<{ readonly check: Job | null }> {
  const query = { repositoryId, jobType: 'check', limit: 1 };
  const { jobs } = await client.get('/jobs', { params: { query } });
  return { check: jobs[0] ?? null };
}

const begin = (client: Client, id: string) => client.post('/repos/{id}/check', { params: { path: { id } } });

/** Whether jobs can work on the repository: what the newest check found, and a new one. */
export function CheckCard({ repositoryId }: { readonly repositoryId: string }) {
  const newest = useResource((client) => readNewest(client, repositoryId), [repositoryId]);
  const action = useAction(begin);
  const run = async () => (await action.run(repositoryId)) && newest.reload();
  const check = newest.data?.check ?? null;
  const isBusy = action.isBusy || (check !== null && isLive(check));
  return (
    <Card
      title="Check"
      flush
      actions={
        mayWork.value ? (
          <button type="button" class="button tight" disabled={isBusy} onClick={() => void run()}>
            {isBusy ? 'Checking …' : 'Check now'}
          </button>
        ) : null
      }
    >
      <Problem error={action.error} />
      <Loaded of={newest} what="the newest check">
        {() =>
          check === null ? (
            <p class="pad soft">It was never checked. A check tries what jobs need here; it changes nothing.</p>
          ) : (
            <Run key={check.id} id={check.id} ended={newest.reload} />
          )
        }
      </Loaded>
    </Card>
  );
}

const readJob = (id: string) => (client: Client) => client.get('/jobs/{id}', { params: { path: { id } } });

/** A check as it goes on. */
function Run({ id, ended }: { readonly id: string; readonly ended: () => void }) {
  const job = useResource<JobDetail>(readJob(id), [id]);
  const look = useSoon(() => {
    job.reload();
    ended();
  });
  const feed = useJobFeed(id, look);
  useEvery(EVERY_MS, look, job.data !== null && isLive(job.data));
  return (
    <Loaded of={job} what="the check">
      {(data) => (
        <>
          <p class="pad row small">
            <StateBadge job={data} />
            <Ago at={data.completed_at ?? data.created_at} />
            {data.status === 'queued' ? <span>{waitSentence(data.wait_reason, data.run_after)}</span> : null}
            {data.error === null ? null : <span dir="auto">{data.error}</span>}
            <a href={at(`/jobs/${id}`)}>The job of the check</a>
          </p>
          <Findings job={data} feed={feed} />
        </>
      )}
    </Loaded>
  );
}
