import { count, dollars } from '../../design/figures.js';
import type { Board } from './board-page.js';

/** The board in five numbers; a token that is bound to clients is told nothing of the servers. */
export function Tiles({ board: { queue, running, asking } }: { readonly board: Board }) {
  const alive = queue.nodes.filter(({ alive: isAlive }) => isAlive);
  const capacity = alive.reduce((sum, node) => sum + node.capacity, 0);
  const isTold = queue.nodes.length > 0;
  const cost = running.reduce((sum, job) => sum + (job.total_cost_usd ?? 0), 0);
  return (
    <dl class="tiles">
      <Tile label="Running" value={count(queue.running.length) + (isTold ? ` of ${count(capacity)}` : '')} />
      <Tile label="Waiting" value={count(queue.waiting.total)} />
      <Tile label="Waiting for you" value={count(asking.length)} />
      <Tile label="Cost of what runs" value={dollars(cost)} />
      {isTold ? <Tile label="Servers alive" value={`${count(alive.length)} of ${count(queue.nodes.length)}`} /> : null}
    </dl>
  );
}

/** A number with its name. */
export function Tile({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div class="tile">
      <dt class="soft small">{label}</dt>
      <dd class="value">{value}</dd>
    </div>
  );
}
