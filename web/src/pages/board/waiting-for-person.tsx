import type { Job } from '../../api/types.js';
import { Card } from '../../design/page.js';
import { Empty } from '../../design/states.js';
import { Ago } from '../../design/times.js';
import { StateBadge } from '../../words/job-badges.js';
import { JobItem } from '../../words/job-item.js';

/** Conversations whose turn is a person's, and plans that nobody has answered. */
export function WaitingForPerson({ jobs }: { readonly jobs: readonly Job[] }) {
  return (
    <Card title="Waits for you" flush>
      {jobs.length === 0 ? (
        <Empty title="Nobody waits for an answer" />
      ) : (
        <ul class="list">
          {jobs.map((job) => (
            <JobItem
              key={job.id}
              job={job}
              clientName={job.client?.name ?? null}
              meta={job.awaiting_input_since ? <Ago at={job.awaiting_input_since} /> : null}
            >
              <StateBadge job={job} />
            </JobItem>
          ))}
        </ul>
      )}
    </Card>
  );
}
