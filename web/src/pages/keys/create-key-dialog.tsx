import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Scope } from '../../api/scopes.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { Answers } from '../../design/dialog.js';
import { SelectField, TextField } from '../../design/fields.js';
import { handled } from '../../design/handled.js';
import { SecretDialog } from '../../design/secret-dialog.js';
import { Problem } from '../../design/states.js';
import { ClientChoice } from './client-choice.js';
import { LimitFields, type Limits, limitsOf, NO_LIMITS } from './limit-fields.js';

interface CreateProps {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly changed: () => void;
}

const SCOPES = [
  ['read', 'read: look at everything but administration'],
  ['jobs', 'jobs: also work with jobs'],
  ['clients', 'clients: also clients and repositories'],
  ['admin', 'admin: everything'],
] as const;

/** Makes a key, and shows its token this one time. */
export function CreateKeyDialog(props: CreateProps) {
  return (
    <SecretDialog
      {...props}
      title="New key"
      madeTitle="The key is made"
      explanation="This is its token. It is shown only now: put it where it belongs."
      form={(close, made) => <KeyForm close={close} made={made} />}
    />
  );
}

function KeyForm({ close, made }: { readonly close: () => void; readonly made: (token: string) => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState('read');
  const [expires, setExpires] = useState('');
  const [limits, setLimits] = useState<Limits>(NO_LIMITS);
  const [clientIds, setClientIds] = useState<readonly string[]>([]);
  const action = useAction(async (client: Client, body: Schemas['CreateKey']) =>
    made((await client.post('/admin/keys', { body })).token),
  );
  const submit = () =>
    action.run({
      name: name.trim(),
      scopes: [scope as Scope],
      expiresAt: expires === '' ? null : new Date(`${expires}T00:00`).toISOString(),
      clientIds: clientIds.length === 0 ? null : [...clientIds],
      ...limitsOf(limits),
    });
  return (
    <form class="stack" onSubmit={handled(submit)}>
      <TextField label="Name" name="name" value={name} onValue={setName} required />
      <SelectField label="Scope" name="scope" value={scope} onValue={setScope} options={SCOPES} />
      <TextField
        label="Expires"
        name="expiresAt"
        type="date"
        value={expires}
        onValue={setExpires}
        hint="Empty: never."
      />
      <ClientChoice chosen={clientIds} choose={setClientIds} isAdmin={scope === 'admin'} />
      <LimitFields limits={limits} set={setLimits} />
      <Problem error={action.error} />
      <Answers label="Make the key" isBusy={action.isBusy} close={close} />
    </form>
  );
}
