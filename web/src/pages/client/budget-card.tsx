import { useState } from 'preact/hooks';
import type { Client } from '../../../../clients/typescript/src/client.js';
import { mayManage } from '../../api/session.js';
import type { Schemas } from '../../api/types.js';
import { useAction } from '../../api/use-action.js';
import { useResource } from '../../api/use-resource.js';
import { TextField } from '../../design/fields.js';
import { dollars, moment } from '../../design/figures.js';
import { handled } from '../../design/handled.js';
import { Meter } from '../../design/meter.js';
import { Card } from '../../design/page.js';
import { Loaded, Problem } from '../../design/states.js';
import { readBudget } from '../../api/budgets.js';

type Budget = Schemas['Budget'];

const of = (id: string) => ({ params: { path: { id } } });
const set = (client: Client, id: string, monthlyUsd: number, warnAtPercent: number) =>
  client.put('/clients/{id}/budget', { ...of(id), body: { monthlyUsd, warnAtPercent } });
const remove = (client: Client, id: string) => client.delete('/clients/{id}/budget', of(id));

/** What the client may spend in this month, and has. */
export function BudgetCard({ id }: { readonly id: string }) {
  const budget = useResource(async (client) => ({ budget: await readBudget(client, id) }), [id]);
  return (
    <Card title="Budget of the month">
      <Loaded of={budget} what="the budget">
        {({ budget: data }) => (
          <div class="stack">
            {data === null ? (
              <p class="soft">The client has no budget: nothing limits its spending.</p>
            ) : (
              <Spent of={data} />
            )}
            {mayManage.value ? (
              <BudgetForm key={data?.updated_at} id={id} budget={data} changed={budget.reload} />
            ) : null}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Spent({
  of: { spent_usd: spent, monthly_usd: limit, running_usd: running, state, period },
}: {
  readonly of: Budget;
}) {
  return (
    <div class="stack close">
      <p>
        <strong>{dollars(spent)}</strong> of {dollars(limit)} are spent, {dollars(running)} of that by jobs that go on.
      </p>
      <Meter label="Spent" value={spent} max={limit} state={state} />
      <p class="soft small">A new month begins {moment(period.end)}.</p>
    </div>
  );
}

interface FormProps {
  readonly id: string;
  readonly budget: Budget | null;
  readonly changed: () => void;
}

function BudgetForm({ id, budget, changed }: FormProps) {
  const [limit, setLimit] = useState(budget?.monthly_usd.toString() ?? '');
  const [warnAt, setWarnAt] = useState(String(budget?.warn_at_percent ?? 80));
  const saving = useAction(set, 'The budget is set');
  const removing = useAction(remove, 'The budget is removed');
  const then = async (done: Promise<boolean>) => (await done) && changed();
  return (
    <form class="stack close" onSubmit={handled(() => then(saving.run(id, Number(limit), Number(warnAt))))}>
      <div class="grid-2">
        <TextField
          label="US dollars a month"
          name="monthlyUsd"
          type="number"
          min="0"
          step="any"
          value={limit}
          onValue={setLimit}
          required
        />
        <TextField
          label="Warn at percent"
          name="warnAtPercent"
          type="number"
          min="1"
          max="100"
          value={warnAt}
          onValue={setWarnAt}
          required
        />
      </div>
      <Problem error={saving.error ?? removing.error} />
      <div class="row">
        <button type="submit" class="button" disabled={saving.isBusy}>
          Set the budget
        </button>
        {budget === null ? null : (
          <button type="button" class="button plain" onClick={() => void then(removing.run(id))}>
            Remove it
          </button>
        )}
      </div>
    </form>
  );
}
