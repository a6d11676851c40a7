import { counted } from '../../design/figures.js';
import { Card } from '../../design/page.js';
import { Empty } from '../../design/states.js';
import { Ago } from '../../design/times.js';
import { at } from '../../router/location.js';
import { JobItem } from '../../words/job-item.js';
import { waitSentence } from '../../words/job-words.js';
import type { Board } from './board-page.js';

/** What waits, in the order in which it will start, and why. */
export function WaitingList({ board: { queue, clients } }: { readonly board: Board }) {
  const hidden = queue.waiting.total - queue.queued.length;
  return (
    <Card title="Waits" flush>
      {queue.queued.length === 0 ? (
        <Empty title="Nothing waits" />
      ) : (
        <ul class="list">
          {queue.queued.map((job) => (
            <JobItem
              key={job.id}
              job={job}
              clientName={clients.get(job.client_id ?? '') ?? null}
              meta={<Ago at={job.created_at} />}
            >
              <span>{waitSentence(job.wait_reason, job.run_after)}</span>
              <span class="badge flat number">No. {job.position}</span>
            </JobItem>
          ))}
        </ul>
      )}
      {hidden > 0 ? (
        <p class="state">
          <a href={at('/jobs', { status: 'queued' })}>{counted(hidden, 'more job waits', 'more jobs wait')}</a>
        </p>
      ) : null}
    </Card>
  );
}
