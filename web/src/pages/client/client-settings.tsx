import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { TextField } from '../../design/fields.js';
import { handled } from '../../design/handled.js';
import { Card } from '../../design/page.js';
import { Problem } from '../../design/states.js';

interface SettingsProps {
  readonly client: Schemas['ClientDetail'];
  readonly changed: () => void;
}

const change = (client: Client, id: string, body: Schemas['ChangeClient']) =>
  client.patch('/clients/{id}', { params: { path: { id } }, body });

export function ClientSettings({ client, changed }: SettingsProps) {
  const [name, setName] = useState(client.name);
  const [limit, setLimit] = useState(client.max_concurrent_jobs?.toString() ?? '');
  const action = useAction(change, 'Saved');
  const submit = async () => {
    const body = { name: name.trim(), maxConcurrentJobs: limit === '' ? null : Number(limit) };
    if (await action.run(client.id, body)) changed();
  };
  return (
    <Card title="Settings">
      <form class="stack" onSubmit={handled(submit)}>
        <div class="grid-2">
          <TextField label="Name" name="name" value={name} onValue={setName} required />
          <TextField
            label="Jobs at the same time"
            name="maxConcurrentJobs"
            type="number"
            min="1"
            max="1000"
            value={limit}
            onValue={setLimit}
            hint="Empty: no limit."
          />
        </div>
        <Problem error={action.error} />
        <div>
          <button type="submit" class="button primary" disabled={action.isBusy}>
            Save
          </button>
        </div>
      </form>
    </Card>
  );
}
