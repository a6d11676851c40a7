import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { Answers, Dialog } from '../../design/dialog.js';
import { AreaField, TextField } from '../../design/fields.js';
import { handled } from '../../design/handled.js';
import { Problem } from '../../design/states.js';
import { ClientField } from './client-field.js';

interface CreateProps {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly changed: () => void;
}

/** Makes a webhook, and shows its secret this one time. */
export function CreateWebhookDialog({ isOpen, close, changed }: CreateProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const end = () => {
    setSecret(null);
    close();
  };
  const made = (text: string) => {
    setSecret(text);
    changed();
  };
  return (
    <Dialog title={secret === null ? 'New webhook' : 'The webhook is made'} isOpen={isOpen} close={end}>
      {secret === null ? (
        <WebhookForm close={end} made={made} />
      ) : (
        <>
          <p>Its receiver verifies what comes with this secret. It is shown only now.</p>
          <code class="secret">{secret}</code>
          <div>
            <button type="button" class="button primary" onClick={end}>
              I have it
            </button>
          </div>
        </>
      )}
    </Dialog>
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
