import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import { useAction } from '../../api/use-action.js';
import { TextField } from '../../design/fields.js';
import { handled } from '../../design/handled.js';
import { Problem } from '../../design/states.js';
import { toast } from '../../design/toasts.js';

async function register(client: Client, id: string, name: string): Promise<void> {
  const [githubOrg = '', githubRepo = ''] = name.trim().split('/');
  const body = { githubOrg, githubRepo };
  const { warning } = await client.post('/clients/{id}/repository', { params: { path: { id } }, body });
  toast(warning ?? 'The repository is registered');
}

/** Makes a repository known; GitHub is asked whether it is there. */
export function AddRepository({ clientId, changed }: { readonly clientId: string; readonly changed: () => void }) {
  const [name, setName] = useState('');
  const action = useAction(register);
  const submit = async () => {
    if (!(await action.run(clientId, name))) return;
    setName('');
    changed();
  };
  return (
    <form class="stack close body" onSubmit={handled(submit)}>
      <TextField
        label="Register a repository"
        name="repository"
        placeholder="owner/name"
        value={name}
        onValue={setName}
        required
        hint="As GitHub names it."
      />
      <Problem error={action.error} />
      <div>
        <button type="submit" class="button" disabled={action.isBusy}>
          Register
        </button>
      </div>
    </form>
  );
}
