import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { Answers } from '../../design/dialog.js';
import { AreaField, TextField } from '../../design/fields.js';
import { handled } from '../../design/handled.js';
import { SecretDialog } from '../../design/secret-dialog.js';
import { Problem } from '../../design/states.js';
import { ClientField } from './client-field.js';

interface CreateProps {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly changed: () => void;
}

/** Makes a webhook, and shows its secret this one time. */
export function CreateWebhookDialog(props: CreateProps) {
  return (
    <SecretDialog
      {...props}
      title="New webhook"
      madeTitle="The webhook is made"
      explanation="Its receiver verifies what comes with this secret. It is shown only now."
      form={(close, made) => <WebhookForm close={close} made={made} />}
    />
  );
}

function WebhookForm({ close, made }: { readonly close: () => void; readonly made: (secret: string) => void }) {
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [events, setEvents] = useState('');
  const [clientId, setClientId] = useState('');
  const action = useAction(async (client: Client, body: Schemas['CreateWebhook']) =>
    made((await client.post('/webhooks', { body })).secret),
  );
  const submit = () => {
    const chosen = events.split(/[\s,]+/).filter(Boolean);
    const named = description.trim() || null;
    const whose = clientId === '' ? null : clientId;
    return action.run({
      url: url.trim(),
      description: named,
      clientId: whose,
      events: chosen.length === 0 ? null : (chosen as never),
    });
  };
  return (
    <form class="stack" onSubmit={handled(submit)}>
      <TextField label="Address" name="url" type="url" value={url} onValue={setUrl} required placeholder="https://…" />
      <TextField label="Description" name="description" value={description} onValue={setDescription} />
      <ClientField value={clientId} onValue={setClientId} />
      <AreaField
        label="Events"
        name="events"
        rows={2}
        value={events}
        onValue={setEvents}
        hint="Such as job.completed, job.failed. Empty: all."
      />
      <Problem error={action.error} />
      <Answers label="Create" isBusy={action.isBusy} close={close} />
    </form>
  );
}
