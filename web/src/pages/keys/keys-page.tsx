import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { dollars, moment } from '../../design/figures.js';
import { Page } from '../../design/page.js';
import { Empty, Loaded, Problem } from '../../design/states.js';
import { Ago } from '../../design/times.js';
import { CreateKeyDialog } from './create-key-dialog.js';

type Key = Schemas['Key'];

const revoke = (client: Client, id: string) => client.delete('/admin/keys/{id}', { params: { path: { id } } });

/** Tokens for callers that need less than everything. */
export function KeysPage() {
  const list = useResource((client) => client.get('/admin/keys'), []);
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
        {({ keys }) =>
          keys.length === 0 ? (
            <Empty title="There are no keys yet">
              <p>Give each system its own key, so that you can revoke one without the others.</p>
            </Empty>
          ) : (
            <section class="card" aria-label="Keys">
              <ul class="list">
                {keys.map((key) => (
                  <KeyItem key={key.id} of={key} changed={list.reload} />
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

function KeyItem({ of: key, changed }: { readonly of: Key; readonly changed: () => void }) {
  const action = useAction(revoke, 'The key is revoked');
  const [tone, word] = wordOf(key);
  return (
    <li>
      <div class="what">
        <strong dir="auto">{key.name}</strong>
        <div class="meta">
          <span>{key.scopes.join(', ')}</span>
          <span>
            by <bdi>{key.created_by}</bdi>, {moment(key.created_at)}
          </span>
          {key.expires_at === null ? null : <span>until {moment(key.expires_at)}</span>}
          {key.max_monthly_usd === null ? null : <span>{dollars(key.max_monthly_usd)} a month</span>}
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

function wordOf({ revoked_at: revoked, expires_at: expires }: Key): readonly [string, string] {
  if (revoked !== null) return ['grey', 'revoked'];
  return expires !== null && Date.parse(expires) < Date.now() ? ['grey', 'expired'] : ['green', 'valid'];
}
