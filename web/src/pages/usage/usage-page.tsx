import { useResource } from '../../api/use-resource.js';
import { count, dollars } from '../../design/figures.js';
import { Card, Page } from '../../design/page.js';
import { Loaded } from '../../design/states.js';
import { here } from '../../router/location.js';
import { CsvButton } from './csv-button.js';
import { DayChart } from './day-chart.js';
import { UsageBars } from './usage-bars.js';
import { UsageFilters } from './usage-filters.js';
import { isThisMonth, rangeOf, readUsage } from './usage-query.js';

/** What was used and what it cost: by client, by repository and by day. */
export function UsagePage() {
  const range = rangeOf(here.value.query);
  const days = useResource((client) => readUsage(client, 'day', range), [range]);
  return (
    <Page
      title="Usage"
      sub="Costs are estimates at list prices, unless the server has your own"
      actions={<CsvButton range={range} />}
    >
      <UsageFilters />
      <Loaded of={days} what="the usage">
        {(usage) => (
          <>
            <dl class="tiles">
              <Tile label="Cost" value={dollars(usage.total.cost_usd)} />
              <Tile label="Jobs" value={count(usage.total.jobs)} />
              <Tile label="Pull requests" value={count(usage.total.pull_requests)} />
              <Tile label="Merged" value={count(usage.total.merged)} />
              <Tile label="Failed" value={count(usage.total.failed)} />
            </dl>
            <Card title="By day">
              <DayChart usage={usage} clientId={range.clientId ?? null} />
            </Card>
          </>
        )}
      </Loaded>
      <UsageBars title="By client" group="client" range={range} withBudgets={isThisMonth(range)} />
      <UsageBars title="By repository" group="repository" range={range} withBudgets={false} />
    </Page>
  );
}

function Tile({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div class="tile">
      <dt class="soft small">{label}</dt>
      <dd class="value">{value}</dd>
    </div>
  );
}
