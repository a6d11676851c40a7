import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { RepositoryDetail } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { handled } from '../../design/handled.js';
import { Page } from '../../design/page.js';
import { Empty, Loaded, Problem } from '../../design/states.js';
import { at, go, here } from '../../router/location.js';
import { AttachmentField } from './attachment-field.js';
import { bodyOf, defaultsOf, EMPTY_DRAFT, type JobDraft } from './job-draft.js';
import { MoreFields } from './more-fields.js';
import { RepositoryField } from './repository-field.js';
import { TypeFields } from './type-fields.js';
import { WorkFields } from './work-fields.js';

async function create(client: Client, draft: JobDraft): Promise<void> {
  const { id } = await client.post('/jobs', { body: bodyOf(draft) });
  go(at(`/jobs/${id}`));
}

/** Most repositories that can be chosen from. */
const SHOWN = 200;

/** Says what Claude is to do, with what the repository has for defaults. */
export function NewJobPage() {
  const repositories = useResource((client) => client.get('/repos', { params: { query: { limit: SHOWN } } }), []);
  return (
    <Page title="New job" narrow>
      <Loaded of={repositories} what="repositories">
        {({ repositories: all }) =>
          all.length === 0 ? (
            <Empty title="There is no repository yet">
              <p>
                Register one with its <a href={at('/clients')}>client</a> first.
              </p>
            </Empty>
          ) : (
            <JobForm repositories={all} />
          )
        }
      </Loaded>
    </Page>
  );
}

function JobForm({ repositories }: { readonly repositories: readonly RepositoryDetail[] }) {
  const { query } = here.value;
  const first =
    repositories.find(({ id }) => id === query.get('repositoryId')) ??
    repositories.find(({ client_id: id }) => id === query.get('clientId')) ??
    repositories[0];
  const [draft, setDraft] = useState<JobDraft>({ ...EMPTY_DRAFT, ...(first ? defaultsOf(first) : {}) });
  const action = useAction(create, 'The job is queued');
  const set = (part: Partial<JobDraft>) => setDraft((before) => ({ ...before, ...part }));
  const chosen = repositories.find(({ id }) => id === draft.repositoryId) ?? null;
  return (
    <form class="stack" onSubmit={handled(() => action.run(draft))}>
      <RepositoryField repositories={repositories} draft={draft} set={set} />
      <TypeFields draft={draft} set={set} />
      <WorkFields draft={draft} set={set} repository={chosen} />
      <AttachmentField draft={draft} set={set} />
      <MoreFields draft={draft} set={set} repository={chosen} />
      <Problem error={action.error} />
      <div class="row">
        <button type="submit" class="button primary" disabled={action.isBusy}>
          {action.isBusy ? 'Sending …' : 'Queue the job'}
        </button>
      </div>
    </form>
  );
}
