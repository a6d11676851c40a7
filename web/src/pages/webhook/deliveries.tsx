import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayManageWebhooks } from '../../api/session.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { type EndlessList, useList } from '../../api/use-list.js';
import { counted } from '../../design/figures.js';
import { MoreButton } from '../../design/more-button.js';
import { Card } from '../../design/page.js';
import { Empty, Failed, Loading, Problem } from '../../design/states.js';
import { Ago } from '../../design/times.js';
import { at } from '../../router/location.js';

type Delivery = Schemas['Delivery'];

/** What was sent, and whether it was heard. */
export function Deliveries({ id }: { readonly id: string }) {
  const list = useList<Delivery>(
    async (client, cursor) => {
      const query = { limit: 50, ...(cursor === null ? {} : { cursor }) };
      const { deliveries, next_cursor: next } = await client.get('/webhooks/{id}/deliveries', {
        params: { path: { id }, query },
      });
      return { items: deliveries, next };
    },
    [id],
  );
  return (
    <Card
      title="Deliveries"
      flush
      actions={
        <button type="button" class="button tight" onClick={list.reload}>
          Look again
        </button>
      }
    >
      <Items id={id} list={list} />
    </Card>
  );
}

function Items({ id, list }: { readonly id: string; readonly list: EndlessList<Delivery> }) {
  if (list.items.length === 0 && list.error !== null) return <Failed error={list.error} retry={list.reload} />;
  if (list.items.length === 0)
    return list.isLoading ? <Loading what="deliveries" /> : <Empty title="Nothing was sent yet" />;
  return (
    <>
      <ul class="list">
        {list.items.map((delivery) => (
          <Item key={delivery.id} id={id} delivery={delivery} changed={list.reload} />
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  );
}

const TONES = { pending: 'amber', delivered: 'green', failed: 'red' } as const;
const again = (client: Client, id: string, deliveryId: string) =>
  client.post('/webhooks/{id}/deliveries/{deliveryId}/redeliver', { params: { path: { id, deliveryId } } });

interface ItemProps {
  readonly id: string;
  readonly delivery: Delivery;
  readonly changed: () => void;
}

function Item({ id, delivery, changed }: ItemProps) {
  const action = useAction(again, 'It is sent again');
  const { job_id: job, error, response_status: status } = delivery;
  return (
    <li>
      <div class="what">
        {job === null ? <strong>{delivery.event_type}</strong> : <a href={at(`/jobs/${job}`)}>{delivery.event_type}</a>}
        <div class="meta">
          <Ago at={delivery.created_at} />
          <span>{counted(delivery.attempts, 'attempt')}</span>
          {status === null ? null : <span>answered {status}</span>}
          {error === null ? null : <bdi>{error}</bdi>}
        </div>
        <Problem error={action.error} />
      </div>
      <div class="end">
        <span class={`badge ${TONES[delivery.status]}`}>{delivery.status}</span>
        {mayManageWebhooks.value && delivery.status !== 'pending' ? (
          <button
            type="button"
            class="button tight"
            disabled={action.isBusy}
            onClick={() => void action.run(id, delivery.id).then((done) => done && changed())}
          >
            Send again
          </button>
        ) : null}
      </div>
    </li>
  );
}
