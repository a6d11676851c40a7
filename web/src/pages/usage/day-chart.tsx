import { readBudget } from '../../api/budgets.js';
import { useResource } from '../../api/use-resource.js';
import { type Series, TimeChart } from '../../design/chart.js';
import { dollars } from '../../design/figures.js';
import { Empty } from '../../design/states.js';
import type { Usage } from './usage-query.js';

const DAY_MS = 86_400_000;
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** The cost of each day, what it adds up to, and the budget of the chosen client as a line. */
export function DayChart({ usage, clientId }: { readonly usage: Usage; readonly clientId: string | null }) {
  const budget = useResource(
    async (client) => ({ budget: clientId === null ? null : await readBudget(client, clientId) }),
    [clientId],
  );
  if (usage.rows.length === 0) return <Empty title="Nothing was used in these days" />;
  const days = daysOf(usage);
  const limit = budget.data?.budget?.monthly_usd;
  const series: Series[] = [
    { name: 'Cost of the day', values: days.map(({ cost }) => cost), words: dollars, colour: '--blue' },
    { name: 'Sum', values: sumsOf(days.map(({ cost }) => cost)), words: dollars, colour: '--violet' },
  ];
  if (limit !== undefined) {
    series.push({ name: 'Budget', values: days.map(() => limit), words: dollars, colour: '--red', isLine: true });
  }
  return (
    <TimeChart
      label={`Cost of ${days.length} days, ${dollars(usage.total.cost_usd)} together`}
      x={days.map(({ day }) => day)}
      xLabel={(day) => DAY.format(new Date(day * DAY_MS))}
      series={series}
    />
  );
}

/** All days of the range, those without a cost, too. */
function daysOf({ rows, from, to }: Usage): { readonly day: number; readonly cost: number }[] {
  const costs = new Map(rows.map(({ key, cost_usd: cost }) => [numberOf(key ?? from), cost]));
  const first = numberOf(from);
  const last = Math.max(first, Math.ceil(Date.parse(to) / DAY_MS) - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    day: first + index,
    cost: costs.get(first + index) ?? 0,
  }));
}

function numberOf(time: string): number {
  return Math.floor(Date.parse(time) / DAY_MS);
}

function sumsOf(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}
