import type { Job } from '../../api/types.js';
import type { EndlessList } from '../../api/use-list.js';
import { dollars } from '../../design/figures.js';
import { MoreButton } from '../../design/more-button.js';
import { Empty, Failed, Loading } from '../../design/states.js';
import { Ago } from '../../design/times.js';
import { StateBadge } from '../../words/job-badges.js';
import { JobItem } from '../../words/job-item.js';
import { isLive, waitSentence } from '../../words/job-words.js';

interface JobListProps {
  readonly list: EndlessList<Job>;
  readonly isFiltered: boolean;
}

/** Jobs, newest first; further pages come as the reader nears the end. */
export function JobList({ list, isFiltered }: JobListProps) {
  const { items, error, isLoading } = list;
  if (items.length === 0 && error !== null) return <Failed error={error} retry={list.reload} />;
  if (items.length === 0 && isLoading) return <Loading what="jobs" />;
  if (items.length === 0) {
    return (
      <Empty title={isFiltered ? 'No job is like that' : 'There are no jobs yet'}>
        <p>{isFiltered ? 'Take a filter away to see more.' : 'What is queued appears here.'}</p>
      </Empty>
    );
  }
  return (
    <section class="card" aria-label="Jobs">
      <ul class="list">
        {items.map((job) => (
          <Item key={job.id} job={job} />
        ))}
      </ul>
      <MoreButton list={list} />
    </section>
  );
}

function Item({ job }: { readonly job: Job }) {
  const waits = job.status === 'queued' ? <span>{waitSentence(job.wait_reason, job.run_after)}</span> : null;
  return (
    <JobItem job={job} clientName={job.client?.name ?? null} meta={waits}>
      {job.pr_url === null ? null : (
        <a href={job.pr_url} target="_blank" rel="noreferrer">
          #{job.pr_number}
        </a>
      )}
      {isLive(job) && job.total_cost_usd === null ? null : <span class="number">{dollars(job.total_cost_usd)}</span>}
      <span class="soft">
        <Ago at={job.created_at} />
      </span>
      <StateBadge job={job} />
    </JobItem>
  );
}
