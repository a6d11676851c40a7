import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { RepositoryDetail } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { Answers, Dialog } from '../../design/dialog.js';
import { handled } from '../../design/handled.js';
import { Card } from '../../design/page.js';
import { Problem } from '../../design/states.js';
import { toast } from '../../design/toasts.js';
import { at, go } from '../../router/location.js';

const of = (id: string) => ({ params: { path: { id } } });

async function clone(client: Client, id: string): Promise<void> {
  const { success, error } = await client.post('/repos/{id}/clone', of(id));
  if (!success) throw new Error(error ?? 'It could not be cloned.');
  toast('The server has a clone');
}

async function remove(client: Client, id: string, clientId: string | null): Promise<void> {
  await client.delete('/repos/{id}', of(id));
  go(at(clientId === null ? '/clients' : `/clients/${clientId}`));
}

/** What can be done with a repository beside its settings. */
export function RepositoryCare({ repository: { id, client_id: clientId } }: { readonly repository: RepositoryDetail }) {
  const [isOpen, setOpen] = useState(false);
  const cloning = useAction(clone);
  const removing = useAction(remove, 'The repository is removed');
  return (
    <Card title="Care">
      <div class="stack close">
        <div class="row">
          <button type="button" class="button" disabled={cloning.isBusy} onClick={() => void cloning.run(id)}>
            {cloning.isBusy ? 'Cloning …' : 'Clone now'}
          </button>
          <button type="button" class="button danger" onClick={() => setOpen(true)}>
            Remove
          </button>
        </div>
        <Problem error={cloning.error} />
      </div>
      <Dialog title="Remove this repository?" isOpen={isOpen} close={() => setOpen(false)}>
        <form class="stack" onSubmit={handled(() => removing.run(id, clientId))}>
          <p>Its jobs stay readable. Nothing changes at GitHub.</p>
          <Problem error={removing.error} />
          <Answers label="Remove it" isDangerous isBusy={removing.isBusy} close={() => setOpen(false)} />
        </form>
      </Dialog>
    </Card>
  );
}
