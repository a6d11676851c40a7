import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayManageWebhooks } from '../../api/session.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { moment } from '../../design/figures.js';
import { Card, Page } from '../../design/page.js';
import { Loaded, Problem } from '../../design/states.js';
import { toast } from '../../design/toasts.js';
import { at, go } from '../../router/location.js';
import type { PageProps } from '../../router/routes.js';
import { WebhookBadge } from '../webhooks/webhook-badge.js';
import { Deliveries } from './deliveries.js';

type Webhook = Schemas['Webhook'];
const of = (id: string) => ({ params: { path: { id } } });
const readWebhook = (id: string) => (client: Client) => client.get('/webhooks/{id}', of(id));

/** A webhook, and what became of its deliveries. */
export function WebhookPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  const webhook = useResource(readWebhook(id), [id]);
  const { data } = webhook;
  return (
    <Page title={data?.description ?? 'Webhook'} sub={data === null ? undefined : <bdi class="mono">{data.url}</bdi>}>
      <Loaded of={webhook} what="the webhook">
        {(loaded) => <About webhook={loaded} changed={webhook.reload} />}
      </Loaded>
      <Deliveries id={id} />
    </Page>
  );
}

interface AboutProps {
  readonly webhook: Webhook;
  readonly changed: () => void;
}

function About({ webhook, changed }: AboutProps) {
  const { events, failing_since: failing, disabled_reason: reason, created_at: created, client_id: clientId } = webhook;
  return (
    <Card title="About" actions={<WebhookBadge webhook={webhook} />}>
      <div class="stack">
        <dl class="facts">
          <dt>Events</dt>
          <dd>{events.join(', ')}</dd>
          <dt>Jobs of</dt>
          <dd>{clientId === null ? 'all clients' : <ClientName id={clientId} />}</dd>
          <dt>Created</dt>
          <dd>{moment(created)}</dd>
          {failing === null ? null : (
            <>
              <dt>Failing since</dt>
              <dd>{moment(failing)}</dd>
            </>
          )}
          {reason === null ? null : (
            <>
              <dt>Switched off because</dt>
              <dd dir="auto">{reason}</dd>
            </>
          )}
        </dl>
        {mayManageWebhooks.value ? <Buttons webhook={webhook} changed={changed} /> : null}
      </div>
    </Card>
  );
}

function ClientName({ id }: { readonly id: string }) {
  const client = useResource((api) => api.get('/clients/{id}', of(id)), [id]);
  return (
    <a href={at(`/clients/${id}`)} dir="auto">
      {client.data?.name ?? id}
    </a>
  );
}

const turn = (client: Client, id: string, active: boolean) =>
  client.patch('/webhooks/{id}', { ...of(id), body: { active } });

async function test(client: Client, id: string): Promise<void> {
  const { delivered, error, response_status: status } = await client.post('/webhooks/{id}/test', of(id));
  if (!delivered) throw new Error(error ?? `It answered ${status ?? 'nothing'}.`);
  toast('It was heard');
}

async function remove(client: Client, id: string): Promise<void> {
  await client.delete('/webhooks/{id}', of(id));
  go(at('/webhooks'));
}

function Buttons({ webhook: { id, active }, changed }: AboutProps) {
  const testing = useAction(test);
  const turning = useAction(turn, 'Saved');
  const removing = useAction(remove, 'The webhook is removed');
  return (
    <div class="stack close">
      <div class="row">
        <button type="button" class="button" disabled={testing.isBusy} onClick={() => void testing.run(id)}>
          Send a test
        </button>
        <button
          type="button"
          class="button"
          disabled={turning.isBusy}
          onClick={() => void turning.run(id, !active).then((done) => done && changed())}
        >
          {active ? 'Switch off' : 'Switch on'}
        </button>
        <button type="button" class="button danger" disabled={removing.isBusy} onClick={() => void removing.run(id)}>
          Remove
        </button>
      </div>
      <Problem error={testing.error ?? turning.error ?? removing.error} />
    </div>
  );
}
