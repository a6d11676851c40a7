import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Schemas } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { moment } from '../../design/figures.js';
import { Page } from '../../design/page.js';
import { Empty, Loaded } from '../../design/states.js';
import { at, here } from '../../router/location.js';

type Entry = Schemas['AuditEntry'];
const LIMIT = 200;

const read = (after: string | null) => (client: Client) =>
  client.get('/admin/audit', {
    params: { query: { limit: LIMIT, ...(after === null ? {} : { after: Number(after) }) } },
  });

/** Who changed what, and who was refused. Without a place in the address the newest entries. */
export function AuditPage() {
  const after = here.value.query.get('after');
  const page = useResource(read(after), [after]);
  return (
    <Page
      title="Audit log"
      sub="Who changed what, and who was refused"
      actions={
        <>
          <a class="button" href={at('/audit', { after: '0' })}>
            From the beginning
          </a>
          <a class="button" href={at('/audit')}>
            Newest
          </a>
        </>
      }
    >
      <Loaded of={page} what="the audit log">
        {({ entries, next_after: next }) =>
          entries.length === 0 ? (
            <Empty title="Nothing is recorded" />
          ) : (
            <>
              <Entries entries={after === null ? entries.toSorted((a, b) => b.seq - a.seq) : entries} />
              {next === null || after === null ? null : (
                <p>
                  <a class="button" href={at('/audit', { after: String(next) })}>
                    Next page
                  </a>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <div class="card table-wrap" tabIndex={0} role="region" aria-label="Entries">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Ids and changes</th>
            <th scope="col">Status</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.seq} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  entry: { at: when, caller, method, route, ids, changes, status, remote_address: address },
}: {
  readonly entry: Entry;
}) {
  const details = { ...ids, ...changes };
  return (
    <tr>
      <td class="number">{moment(when)}</td>
      <td dir="auto">{caller ?? 'unknown'}</td>
      <td class="mono">
        {method} {route}
      </td>
      <td class="mono">{Object.keys(details).length === 0 ? '' : JSON.stringify(details).slice(0, 500)}</td>
      <td>
        <span class={`badge ${status !== null && status >= 400 ? 'red' : 'green'}`}>{status ?? '–'}</span>
      </td>
      <td>{address}</td>
    </tr>
  );
}
