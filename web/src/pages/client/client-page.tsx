import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayManage, mayRegister, mayWork } from '../../api/session.js';
import type { Schemas } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { Card, Page } from '../../design/page.js';
import { Empty, Loaded } from '../../design/states.js';
import { at } from '../../router/location.js';
import type { PageProps } from '../../router/routes.js';
import { AddRepository } from './add-repository.js';
import { BudgetCard } from './budget-card.js';
import { ClientSettings } from './client-settings.js';

const readClient = (id: string) => (client: Client) => client.get('/clients/{id}', { params: { path: { id } } });

/** A client: its repositories, what it may spend, and how many of its jobs work at once. */
export function ClientPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  const client = useResource(readClient(id), [id]);
  return (
    <Page
      title={client.data?.name ?? 'Client'}
      actions={
        <>
          <a class="button" href={at('/jobs', { clientId: id })}>
            Jobs
          </a>
          {mayWork.value ? (
            <a class="button primary" href={at('/jobs/new', { clientId: id })}>
              New job
            </a>
          ) : null}
        </>
      }
    >
      <Loaded of={client} what="the client">
        {(data) => (
          <>
            <Repositories client={data} changed={client.reload} />
            <BudgetCard id={id} />
            {mayManage.value ? <ClientSettings key={data.name} client={data} changed={client.reload} /> : null}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface RepositoriesProps {
  readonly client: Schemas['ClientDetail'];
  readonly changed: () => void;
}

function Repositories({ client: { id, repositories }, changed }: RepositoriesProps) {
  return (
    <Card title="Repositories" flush>
      {repositories.length === 0 ? <Empty title="The client has no repository yet" /> : null}
      <ul class="list">
        {repositories.map((each) => (
          <li key={each.id}>
            <div class="what">
              <a href={at(`/repositories/${each.id}`)} dir="auto">
                {each.owner_name}/{each.repo_name}
              </a>
            </div>
            <bdi class="mono soft">{each.default_branch}</bdi>
          </li>
        ))}
      </ul>
      {mayRegister.value ? <AddRepository clientId={id} changed={changed} /> : null}
    </Card>
  );
}
