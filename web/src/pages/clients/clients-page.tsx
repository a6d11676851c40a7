import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayRegister } from '../../api/session.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { Answers, Dialog } from '../../design/dialog.js';
import { TextField } from '../../design/fields.js';
import { counted } from '../../design/figures.js';
import { handled } from '../../design/handled.js';
import { Page } from '../../design/page.js';
import { Empty, Loaded, Problem } from '../../design/states.js';
import { at, go } from '../../router/location.js';

async function create(client: Client, name: string): Promise<void> {
  const { id } = await client.post('/clients', { body: { name } });
  go(at(`/clients/${id}`));
}

/** Everybody whom jobs are done for. */
export function ClientsPage() {
  const list = useResource((client) => client.get('/clients'), []);
  const [isOpen, setOpen] = useState(false);
  const button = (
    <button type="button" class="button primary" onClick={() => setOpen(true)}>
      New client
    </button>
  );
  return (
    <Page title="Clients" actions={mayRegister.value ? button : undefined}>
      <Loaded of={list} what="clients">
        {({ clients }) =>
          clients.length === 0 ? (
            <Empty title="There are no clients yet">
              <p>A client has repositories, and jobs work on those.</p>
            </Empty>
          ) : (
            <section class="card" aria-label="Clients">
              <ul class="list">
                {clients.map(({ id, name, repositories }) => (
                  <li key={id}>
                    <div class="what">
                      <a href={at(`/clients/${id}`)} dir="auto">
                        {name}
                      </a>
                      <span class="meta">
                        {repositories.map((each) => `${each.owner_name}/${each.repo_name}`).join(', ')}
                      </span>
                    </div>
                    <span class="soft small">{counted(repositories.length, 'repository', 'repositories')}</span>
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Loaded>
      <CreateDialog isOpen={isOpen} close={() => setOpen(false)} />
    </Page>
  );
}

function CreateDialog({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }) {
  const [name, setName] = useState('');
  const action = useAction(create);
  return (
    <Dialog title="New client" isOpen={isOpen} close={close}>
      <form class="stack" onSubmit={handled(() => action.run(name.trim()))}>
        <TextField label="Name" name="name" value={name} onValue={setName} required />
        <Problem error={action.error} />
        <Answers label="Create" isBusy={action.isBusy} close={close} />
      </form>
    </Dialog>
  );
}
