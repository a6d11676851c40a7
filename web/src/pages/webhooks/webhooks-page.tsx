import { useState } from 'preact/hooks';
import { mayManageWebhooks } from '../../api/session.js';
import type { Schemas } from '../../api/types.js';
import { useList } from '../../api/use-list.js';
import { MoreButton } from '../../design/more-button.js';
import { Page } from '../../design/page.js';
import { Empty, Failed, Loading } from '../../design/states.js';
import { at } from '../../router/location.js';
import { CreateWebhookDialog } from './create-webhook-dialog.js';
import { WebhookBadge } from './webhook-badge.js';

type Webhook = Schemas['Webhook'];

/** The systems that are told what happens. */
export function WebhooksPage() {
  const [isOpen, setOpen] = useState(false);
  const list = useList<Webhook>(async (client, cursor) => {
    const query = { limit: 50, ...(cursor === null ? {} : { cursor }) };
    const { webhooks, next_cursor: next } = await client.get('/webhooks', { params: { query } });
    return { items: webhooks, next };
  }, []);
  return (
    <Page
      title="Webhooks"
      sub="What other systems are told, and whether they heard it"
      actions={
        mayManageWebhooks.value ? (
          <button type="button" class="button primary" onClick={() => setOpen(true)}>
            New webhook
          </button>
        ) : undefined
      }
    >
      {list.items.length > 0 ? (
        <section class="card" aria-label="Webhooks">
          <ul class="list">
            {list.items.map((webhook) => (
              <Item key={webhook.id} webhook={webhook} />
            ))}
          </ul>
          <MoreButton list={list} />
        </section>
      ) : list.error !== null ? (
        <Failed error={list.error} retry={list.reload} />
      ) : list.isLoading ? (
        <Loading what="webhooks" />
      ) : (
        <Empty title="Nobody is told anything yet" />
      )}
      <CreateWebhookDialog isOpen={isOpen} close={() => setOpen(false)} changed={list.reload} />
    </Page>
  );
}

function Item({ webhook }: { readonly webhook: Webhook }) {
  return (
    <li>
      <div class="what">
        <a href={at(`/webhooks/${webhook.id}`)} dir="auto">
          {webhook.description ?? webhook.url}
        </a>
        <div class="meta">
          <bdi class="mono">{webhook.url}</bdi>
          <span>{webhook.events.join(', ')}</span>
        </div>
      </div>
      <WebhookBadge webhook={webhook} />
    </li>
  );
}
