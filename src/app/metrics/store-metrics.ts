import { Injectable } from '@nestjs/common';
import { Gauge, type Registry } from 'prom-client';
import type { StoreNumber } from './metrics.repository.js';
import { StoreNumbers } from './store-numbers.js';

/** A metric that the store counts: what `read_metrics` calls it, and what its columns mean. */
interface SharedMetric {
  readonly metric: string;
  readonly name: string;
  readonly help: string;
  /** Labels of the columns `kind` and `state`; null: the number has none. */
  readonly labels: { readonly kind?: string; readonly state?: string };
}

/**
 * All gauges: what was used is estimated while a run goes on, and corrected when it has ended. A counter that falls by a cent would be
 * taken for one that began anew, and the whole sum would count once more.
 */
const SHARED: readonly SharedMetric[] = [
  shared('jobs', 'jobs', 'Jobs that have not ended, by type and status', { kind: 'type', state: 'status' }),
  shared('phases', 'running_jobs', 'Running jobs by phase, also those that wait for a person', { state: 'phase' }),
  shared('waiting', 'waiting_jobs', 'Queued jobs by what they wait for', { state: 'reason' }),
  shared(
    'oldest_waiting_seconds',
    'oldest_waiting_seconds',
    'How long the oldest queued job waits that might start',
    {},
  ),
  shared('pause_seconds', 'pause_seconds', 'How long jobs are still paused, by reason', { state: 'reason' }),
  shared('nodes', 'nodes', 'Servers on this database by what they do', { state: 'state' }),
  shared('slots', 'slots', 'Jobs that the living servers can run at the same time', {}),
  shared('ended', 'ledger_jobs', 'Jobs that have ended, by type and status, since the beginning', {
    kind: 'type',
    state: 'status',
  }),
  shared('pull_requests', 'ledger_pull_requests', 'Jobs with a pull request, since the beginning', { kind: 'type' }),
  shared('cost_usd', 'ledger_cost_usd', 'What jobs have cost since the beginning, in US dollars', { kind: 'type' }),
  shared('tokens', 'ledger_tokens', 'Tokens that jobs have used since the beginning', { kind: 'type', state: 'kind' }),
  shared('pending_deliveries', 'pending_deliveries', 'Deliveries to webhooks that are to be made', {}),
  shared('oldest_delivery_seconds', 'oldest_delivery_seconds', 'How long the oldest of these waits', {}),
  shared('webhooks', 'webhooks', 'Webhooks by state; off: switched off, by somebody or for failing', {
    state: 'state',
  }),
];

function shared(metric: string, name: string, help: string, labels: SharedMetric['labels']): SharedMetric {
  return { metric, name: `orchestrator_${name}`, help: `${help}.`, labels };
}

/** What the store counts for all servers: each answers the same numbers. */
@Injectable()
export class StoreMetrics {
  constructor(private readonly numbers: StoreNumbers) {}

  register(registry: Registry): void {
    const { numbers } = this;
    for (const { metric, name, help, labels } of SHARED) {
      const { kind, state } = labels;
      const labelNames = [kind, state].filter((label) => label !== undefined);
      const valuesOf = (row: StoreNumber): Record<string, string> => ({
        ...(kind === undefined ? {} : { [kind]: row.kind }),
        ...(state === undefined ? {} : { [state]: row.state }),
      });
      const gauge = new Gauge({
        name,
        help,
        labelNames,
        registers: [],
        collect() {
          this.reset();
          for (const row of numbers.all) if (row.metric === metric) this.set(valuesOf(row), row.value);
        },
      });
      registry.registerMetric(gauge);
    }
  }
}
