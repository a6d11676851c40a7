import { dollars } from '../../design/figures.js';
import { Card } from '../../design/page.js';
import { Empty } from '../../design/states.js';
import { Elapsed } from '../../design/times.js';
import { StateBadge } from '../../words/job-badges.js';
import { JobItem } from '../../words/job-item.js';
import type { Board } from './board-page.js';

/** What runs, in the order of start. */
export function RunningList({ board: { queue, running, clients } }: { readonly board: Board }) {
  const costs = new Map(running.map(({ id, total_cost_usd: cost }) => [id, cost]));
  return (
    <Card title="Runs" flush>
      {queue.running.length === 0 ? (
        <Empty title="Nothing runs at present" />
      ) : (
        <ul class="list">
          {queue.running.map((job) => (
            <JobItem
              key={job.id}
              job={job}
              clientName={clients.get(job.client_id ?? '') ?? null}
              meta={job.node === null ? null : <bdi>on {job.node}</bdi>}
            >
              <span class="number">{dollars(costs.get(job.id))}</span>
              {job.started_at === null ? null : <Elapsed since={job.started_at} />}
              <StateBadge job={{ ...job, status: 'running' }} />
            </JobItem>
          ))}
        </ul>
      )}
    </Card>
  );
}
