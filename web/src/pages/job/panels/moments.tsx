import type { JobDetail } from '../../../api/types.js';
import { moment } from '../../../design/figures.js';
import { Card } from '../../../design/page.js';
import { phaseName } from '../../../words/job-words.js';

interface Moment {
  readonly at: string | null;
  readonly what: string;
}

/** What happened to the job, in order. */
export function Moments({ job }: { readonly job: JobDetail }) {
  const moments: Moment[] = [
    { at: job.created_at, what: 'Created' },
    { at: job.started_at, what: 'Started' },
    ...job.interruptions.map(({ noticed_at: at, phase, attempt }) => ({
      at,
      what: `Attempt ${attempt} interrupted${phase ? `, ${phaseName(phase).toLowerCase()}` : ''}`,
    })),
    { at: job.plan_approved_at, what: 'Plan approved' },
    { at: job.stop_requested_at, what: 'Stop asked for' },
    { at: job.complete_requested_at, what: 'End asked for' },
    { at: job.awaiting_input_since, what: 'Waits for you' },
    { at: job.cancel_requested_at, what: 'Cancelled' },
    { at: job.completed_at, what: 'Ended' },
    { at: job.merged_at, what: 'Merged' },
  ];
  const known = moments.flatMap(({ at, what }) => (at ? [{ at, what }] : []));
  return (
    <Card title="Timeline">
      <ol class="moments">
        {known
          .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
          .map(({ at, what }) => (
            <li key={`${what} ${at}`}>
              <span>{what}</span>
              <time class="soft number" dateTime={at}>
                {moment(at)}
              </time>
            </li>
          ))}
      </ol>
    </Card>
  );
}
