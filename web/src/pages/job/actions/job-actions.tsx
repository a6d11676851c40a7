import { useState } from 'preact/hooks';
import type { Client } from '../../../../../clients/typescript/src/client.js';
import { mayWork } from '../../../api/session.js';
import type { JobDetail } from '../../../api/types.js';
import { useAction } from '../../../api/use-action.js';
import { Problem } from '../../../design/states.js';
import { isLive } from '../../../words/job-words.js';
import { CancelDialog } from './cancel-dialog.js';
import { FollowUpDialog } from './follow-up-dialog.js';
import { RetryDialog } from './retry-dialog.js';

interface ActionsProps {
  readonly job: JobDetail;
  readonly changed: () => void;
}

type DialogName = 'cancel' | 'retry' | 'follow-up';

const of = (id: string) => ({ params: { path: { id } } });
const stop = (client: Client, id: string) => client.post('/jobs/{id}/stop', of(id));
const complete = (client: Client, id: string) => client.post('/jobs/{id}/complete', of(id));
const archive = (client: Client, id: string, archived: boolean) =>
  client.patch('/jobs/{id}', { ...of(id), body: { archived } });

/** Outcomes after which the server takes a retry. */
const UNREACHED = ['budget_exceeded', 'max_iterations', 'no_progress', 'blocked', 'stopped', 'no_changes'];

/** Types of jobs without work to go on from. */
const UNFOLLOWED = ['task', 'check'];

/** What can be done with the job as it is. */
export function JobActions({ job, changed }: ActionsProps) {
  const [open, setOpen] = useState<DialogName | null>(null);
  if (!mayWork.value) return null;
  const close = () => setOpen(null);
  const live = isLive(job);
  return (
    <>
      <Direct job={job} changed={changed} />
      {!live && !UNFOLLOWED.includes(job.job_type) ? (
        <button type="button" class="button primary" onClick={() => setOpen('follow-up')}>
          Follow up
        </button>
      ) : null}
      {!live && mayRetry(job) ? (
        <button type="button" class="button" onClick={() => setOpen('retry')}>
          Retry
        </button>
      ) : null}
      {live ? (
        <button type="button" class="button danger" onClick={() => setOpen('cancel')}>
          Cancel
        </button>
      ) : null}
      <CancelDialog id={job.id} isOpen={open === 'cancel'} close={close} changed={changed} />
      <RetryDialog job={job} isOpen={open === 'retry'} close={close} />
      <FollowUpDialog id={job.id} isOpen={open === 'follow-up'} close={close} />
    </>
  );
}

function mayRetry({ status, outcome }: JobDetail): boolean {
  return status === 'failed' || status === 'cancelled' || UNREACHED.includes(outcome ?? '');
}

/** What needs no further word. */
function Direct({ job, changed }: ActionsProps) {
  const stopping = useAction(stop, 'The loop ends after this iteration');
  const completing = useAction(complete, 'The conversation is being completed');
  const archiving = useAction(archive, job.archived ? 'It is in lists again' : 'It is archived');
  const then = async (done: Promise<boolean>) => (await done) && changed();
  const runs = (type: string) => job.status === 'running' && job.job_type === type;
  return (
    <>
      <Problem error={stopping.error ?? completing.error ?? archiving.error} />
      {runs('ralph') && job.stop_requested_at === null ? (
        <button type="button" class="button" disabled={stopping.isBusy} onClick={() => void then(stopping.run(job.id))}>
          Stop after this iteration
        </button>
      ) : null}
      {runs('task') && job.complete_requested_at === null ? (
        <button
          type="button"
          class="button"
          disabled={completing.isBusy}
          onClick={() => void then(completing.run(job.id))}
        >
          Complete
        </button>
      ) : null}
      {isLive(job) ? null : (
        <button
          type="button"
          class="button plain"
          disabled={archiving.isBusy}
          onClick={() => void then(archiving.run(job.id, !job.archived))}
        >
          {job.archived ? 'Take out of the archive' : 'Archive'}
        </button>
      )}
    </>
  );
}
