import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayAdminister } from '../../api/session.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { Card } from '../../design/page.js';
import { Problem } from '../../design/states.js';
import { Ago } from '../../design/times.js';

type Node = Schemas['Node'];

/** All servers that share the queue. */
export function NodeList({ nodes }: { readonly nodes: readonly Node[] }) {
  return (
    <Card title="Servers" flush>
      <ul class="list">
        {nodes.map((node) => (
          <NodeItem key={node.id} node={node} />
        ))}
      </ul>
    </Card>
  );
}

const drain = (client: Client, node: string) => client.post('/admin/drain', { body: { node } });
const resume = (client: Client, node: string) => client.post('/admin/resume', { body: { node } });

function NodeItem({ node }: { readonly node: Node }) {
  const action = useAction(
    node.draining ? resume : drain,
    node.draining ? 'It takes jobs again' : 'It takes no more jobs',
  );
  const [tone, word] = wordOf(node);
  return (
    <li>
      <div class="what">
        <strong>
          <bdi>{node.id}</bdi>
        </strong>
        <div class="meta">
          {node.version === null ? null : <span>version {node.version}</span>}
          <span>
            heard <Ago at={node.last_heartbeat} />
          </span>
        </div>
        <Problem error={action.error} />
      </div>
      <div class="end">
        <span class="number">
          {node.running} of {node.capacity} slots
        </span>
        <span class={`badge ${tone}`}>{word}</span>
        {mayAdminister.value && node.alive ? (
          <button type="button" class="button tight" disabled={action.isBusy} onClick={() => void action.run(node.id)}>
            {node.draining ? 'Resume' : 'Drain'}
          </button>
        ) : null}
      </div>
    </li>
  );
}

function wordOf({ alive, draining }: Node): readonly [string, string] {
  if (!alive) return ['red', 'Not heard from'];
  return draining ? ['amber', 'Draining'] : ['green', 'Takes jobs'];
}
