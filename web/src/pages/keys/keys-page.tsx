import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { counted, dollars, moment } from '../../design/figures.js';
import { Page } from '../../design/page.js';
import { Empty, Loaded, Problem } from '../../design/states.js';
import { Ago } from '../../design/times.js';
import { CreateKeyDialog } from './create-key-dialog.js';

type Key = Schemas['Key'];

const revoke = (client: Client, id: string) => client.delete('/admin/keys/{id}', { params: { path: { id } } });

async function read(client: Client) {
  const [{ keys }, { clients }] = await Promise.all([client.get('/admin/keys'), client.get('/clients')]);
  return { keys, clients: new Map(clients.map(({ id, name }) => [id, name])) };
}

/** Tokens for callers that need less than everything. */
export function KeysPage() {
  const list = useResource(read, []);
  const [isOpen, setOpen] = useState(false);
  return (
    <Page
      title="Keys"
      sub="Tokens for callers that need less than everything"
      actions={
        <button type="button" class="button primary" onClick={() => setOpen(true)}>
          New key
        </button>
      }
    >
      <Loaded of={list} what="keys">
        {({ keys, clients }) =>
          keys.length === 0 ? (
            <Empty title="There are no keys yet">
              <p>Give each system its own key, so that you can revoke one without the others.</p>
            </Empty>
          ) : (
            <section class="card" aria-label="Keys">
              <ul class="list">
                {keys.map((key) => (
                  <KeyItem key={key.id} of={key} clients={clients} changed={list.reload} />
                ))}
              </ul>
            </section>
          )
        }
      </Loaded>
      <CreateKeyDialog isOpen={isOpen} close={() => setOpen(false)} changed={list.reload} />
    </Page>
  );
}

interface ItemProps {
  readonly of: Key;
  readonly clients: ReadonlyMap<string, string>;
  readonly changed: () => void;
}

function KeyItem({ of: key, clients, changed }: ItemProps) {
  const action = useAction(revoke, 'The key is revoked');
  const [tone, word] = wordOf(key);
  return (
    <li>
      <div class="what">
        <strong dir="auto">{key.name}</strong>
        <div class="meta">
          <span>{key.scopes.join(', ')}</span>
          {key.client_ids === null ? null : (
            <span dir="auto">for {key.client_ids.map((id) => clients.get(id) ?? id).join(', ')} alone</span>
          )}
          <span>
            by <bdi>{key.created_by}</bdi>, {moment(key.created_at)}
          </span>
          {limitsIn(key).map((limit) => (
            <span key={limit}>{limit}</span>
          ))}
        </div>
        <Problem error={action.error} />
      </div>
      <div class="end">
        <span class="soft">
          {key.last_used_at === null ? (
            'never used'
          ) : (
            <>
              used <Ago at={key.last_used_at} />
            </>
          )}
        </span>
        <span class={`badge ${tone}`}>{word}</span>
        {word === 'valid' ? (
          <button
            type="button"
            class="button danger tight"
            disabled={action.isBusy}
            onClick={() => void action.run(key.id).then((done) => done && changed())}
          >
            Revoke<span class="visually-hidden"> {key.name}</span>
          </button>
        ) : null}
      </div>
    </li>
  );
}

function limitsIn(key: Key): string[] {
  const limits = [
    key.expires_at === null ? null : `until ${moment(key.expires_at)}`,
    key.max_monthly_usd === null ? null : `${dollars(key.max_monthly_usd)} a month`,
    key.requests_per_minute === null ? null : `${counted(key.requests_per_minute, 'request')} a minute`,
    key.jobs_per_hour === null ? null : `${counted(key.jobs_per_hour, 'job')} an hour`,
  ];
  return limits.filter((limit) => limit !== null);
}

function wordOf({ revoked_at: revoked, expires_at: expires }: Key): readonly [string, string] {
  if (revoked !== null) return ['grey', 'revoked'];
  return expires !== null && Date.parse(expires) < Date.now() ? ['grey', 'expired'] : ['green', 'valid'];
}
