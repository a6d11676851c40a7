import type { Client } from '../../../../clients/typescript/src/client.js';
import { readBudget } from '../../api/budgets.js';
import { useResource } from '../../api/use-resource.js';
import { dollars } from '../../design/figures.js';
import { Card } from '../../design/page.js';
import { Empty, Loaded } from '../../design/states.js';
import { type Group, type Range, readUsage, type Usage } from './usage-query.js';

/** Most rows that are shown; a file has all. */
const SHOWN = 20;

interface Rows {
  readonly usage: Usage;
  /** In US dollars, by the ids of clients. */
  readonly budgets: ReadonlyMap<string, number>;
}

interface BarsProps {
  readonly title: string;
  readonly group: Group;
  readonly range: Range;
  readonly withBudgets: boolean;
}

async function read(client: Client, { group, range, withBudgets }: BarsProps): Promise<Rows> {
  const usage = await readUsage(client, group, range);
  const keys = usage.rows.slice(0, SHOWN).flatMap(({ key }) => (withBudgets && key !== null ? [key] : []));
  const budgets = await Promise.all(keys.map(async (key) => [key, await readBudget(client, key)] as const));
  return { usage, budgets: new Map(budgets.flatMap(([key, each]) => (each ? [[key, each.monthly_usd]] : []))) };
}

/** Who used how much, the most expensive first; a line on a bar is the budget of the month. */
export function UsageBars(props: BarsProps) {
  const rows = useResource((client) => read(client, props), [props.group, props.range, props.withBudgets]);
  return (
    <Card title={props.title}>
      <Loaded of={rows} what={props.title.toLowerCase()}>
        {(data) => (data.usage.rows.length === 0 ? <Empty title="Nothing was used" /> : <Bars {...data} />)}
      </Loaded>
    </Card>
  );
}

function Bars({ usage, budgets }: Rows) {
  const rows = usage.rows.slice(0, SHOWN);
  const most = Math.max(...rows.map(({ key, cost_usd: cost }) => Math.max(cost, budgets.get(key ?? '') ?? 0)), 0.0001);
  return (
    <ul class="bars">
      {rows.map(({ key, name, cost_usd: cost }) => {
        const budget = budgets.get(key ?? '');
        return (
          <li key={key}>
            <bdi>{name ?? key ?? 'of none'}</bdi>
            <div class="bar">
              <span style={{ width: `${(cost / most) * 100}%` }} />
              {budget === undefined ? null : <span class="limit" style={{ left: `${(budget / most) * 100}%` }} />}
            </div>
            <span class="number">
              {dollars(cost)}
              {budget === undefined ? '' : ` of ${dollars(budget)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
