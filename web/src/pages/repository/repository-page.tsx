import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayAdminister, mayManage, mayWork } from '../../api/session.js';
import type { RepositoryDetail } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { Page } from '../../design/page.js';
import { Loaded } from '../../design/states.js';
import { at } from '../../router/location.js';
import type { PageProps } from '../../router/routes.js';
import { CheckCard } from './check-card.js';
import { McpCard } from './mcp-card.js';
import { RepositoryCare } from './repository-care.js';
import { RepositoryFacts } from './repository-facts.js';
import { RepositorySettings } from './repository-settings.js';

const readRepository = (id: string) => (client: Client) => client.get('/repos/{id}', { params: { path: { id } } });

/** A repository and its settings. */
export function RepositoryPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  const repository = useResource(readRepository(id), [id]);
  const [warning, warn] = useState<string | null>(null);
  const { data } = repository;
  // The answer is what there is now: reading it again would take away what somebody types meanwhile.
  const saved = (now: RepositoryDetail, text: string | null) => {
    warn(text);
    repository.replace(now);
  };
  return (
    <Page
      title={data === null ? 'Repository' : `${data.owner_name}/${data.repo_name}`}
      actions={
        <>
          <a class="button" href={at('/jobs', { repositoryId: id })}>
            Jobs
          </a>
          {mayWork.value && data?.client_id ? (
            <a class="button primary" href={at('/jobs/new', { clientId: data.client_id, repositoryId: id })}>
              New job
            </a>
          ) : null}
        </>
      }
    >
      <Loaded of={repository} what="the repository">
        {(loaded) => (
          <>
            <CheckCard repositoryId={id} />
            {mayManage.value ? (
              <>
                <RepositoryCare repository={loaded} />
                <Warning text={warning} />
                <RepositorySettings key={JSON.stringify(loaded)} repository={loaded} changed={saved} />
              </>
            ) : (
              <RepositoryFacts repository={loaded} />
            )}
            {mayAdminister.value ? <McpCard id={id} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What the answer to a change warns of. */
function Warning({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <div class="notice amber" role="alert">
      <span dir="auto">The settings are saved. {text}</span>
    </div>
  );
}
