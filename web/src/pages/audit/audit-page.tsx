import type { Client } from '../../../../clients/typescript/src/client.js';
import type { Schemas } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { moment } from '../../design/figures.js';
import { Page } from '../../design/page.js';
import { Empty, Loaded } from '../../design/states.js';
import { at, here } from '../../router/location.js';

type Entry = Schemas['AuditEntry'];
const LIMIT = 200;

interface Stretch {
  readonly entries: readonly Entry[];
  /** The address of the next page; null: this is the last one. */
  readonly next: string | null;
}

/** What the address asks for: the newest entries, those before one, or those after one, oldest first. */
async function read(client: Client, after: string | null, before: string | null): Promise<Stretch> {
  if (after !== null) {
    const page = await client.get('/admin/audit', { params: { query: { limit: LIMIT, after: Number(after) } } });
    return {
      entries: page.entries,
      next: page.next_after === null ? null : at('/audit', { after: String(page.next_after) }),
    };
  }
  // The API reads forwards only: no more than so many entries can stand between two numbers that are so far apart.
  const from = before === null ? null : Math.max(0, Number(before) - 1 - LIMIT);
  const query = { limit: LIMIT, ...(from === null ? {} : { after: from }) };
  const { entries } = await client.get('/admin/audit', { params: { query } });
  const shown = entries.filter(({ seq }) => before === null || seq < Number(before)).toSorted((a, b) => b.seq - a.seq);
  const isEnd = from === null ? entries.length < LIMIT : from === 0;
  const oldest = shown.at(-1)?.seq ?? (from ?? 0) + 1;
  return { entries: shown, next: isEnd ? null : at('/audit', { before: String(oldest) }) };
}

/** Who changed what, and who was refused. Without a place in the address the newest entries. */
export function AuditPage() {
  const after = here.value.query.get('after');
  const before = here.value.query.get('before');
  const page = useResource((client) => read(client, after, before), [after, before]);
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
        {({ entries, next }) => (
          <>
            {entries.length === 0 ? <Empty title="Nothing is kept of this time" /> : <Entries entries={entries} />}
            {next === null ? null : (
              <p>
                <a class="button" href={next}>
                  {after === null ? 'Older' : 'Newer'}
                </a>
              </p>
            )}
          </>
        )}
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
  entry: { at: when, caller, method, route, ids, changes, status, remote_address: address, request_id: request },
}: {
  readonly entry: Entry;
}) {
  const details = { ...ids, ...(request === null ? {} : { request }), ...changes };
  return (
    <tr>
      <td class="whole">{moment(when)}</td>
      <td class="whole" dir="auto">
        {caller ?? (method === 'SERVER' ? 'the server itself' : 'unknown')}
      </td>
      <td class="mono">
        {method} {route}
      </td>
      <td class="mono">{Object.keys(details).length === 0 ? '' : JSON.stringify(details).slice(0, 500)}</td>
      <td>
        <span class={`badge ${status !== null && status >= 400 ? 'red' : 'green'}`}>{status ?? '–'}</span>
      </td>
      <td class="whole">{address}</td>
    </tr>
  );
}
