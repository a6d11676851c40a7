import type { JobDetail } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { counted } from '../../../design/figures.js';
import { Card } from '../../../design/page.js';
import { at } from '../../../router/location.js';
import { Tally } from '../../../text/diff-view.js';

const TONES: Readonly<Record<string, string>> = { open: 'green', merged: 'violet', closed: 'red' };

/** Where the work is, and how much it is. */
export function PullRequest({ job }: { readonly job: JobDetail }) {
  if (job.pr_url === null && job.head_sha === null) return null;
  const state = stateOf(job);
  return (
    <Card
      title="Pull request"
      actions={
        job.pr_url === null || state === null ? null : <span class={`badge ${TONES[state] ?? ''}`}>{state}</span>
      }
    >
      <div class="stack close">
        {job.pr_url === null ? (
          <p class="soft small">There is none yet.</p>
        ) : (
          <a href={job.pr_url} target="_blank" rel="noreferrer">
            #{job.pr_number} at GitHub
          </a>
        )}
        <Statistics job={job} />
      </div>
    </Card>
  );
}

/** null: nobody has looked yet. */
function stateOf({ pr_state: state, pr_draft: isDraft }: JobDetail): string | null {
  return isDraft === true && (state === null || state === 'open') ? 'draft' : state;
}

function Statistics({ job }: { readonly job: JobDetail }) {
  const { id, head_sha: head } = job;
  const diff = useResource((client) => client.get('/jobs/{id}/diff', { params: { path: { id } } }), [id, head]);
  if (diff.data === null || diff.data.files.length === 0) return null;
  const { files } = diff.data;
  const sum = (name: 'additions' | 'deletions') => files.reduce((all, file) => all + (file[name] ?? 0), 0);
  return (
    <p class="row small">
      <a href={at(`/jobs/${id}`, { view: 'changes' })}>{counted(files.length, 'file')}</a>
      <Tally added={sum('additions')} removed={sum('deletions')} />
    </p>
  );
}
