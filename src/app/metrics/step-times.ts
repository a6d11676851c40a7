import { Histogram } from 'prom-client';
import type { Step } from '../../platform/telemetry/steps.js';

/** How long calls of the store take, and work outside of the server: git, GitHub, Claude, webhooks. */
export class StepTimes {
  private readonly store = new Histogram({
    name: 'orchestrator_server_store_seconds',
    help: 'How long calls of the database took; failed: it gave no answer.',
    labelNames: ['outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [],
  });
  private readonly others = new Histogram({
    name: 'orchestrator_server_operation_seconds',
    help: 'How long commands of git, requests to GitHub, processes of Claude and attempts at deliveries took.',
    labelNames: ['kind', 'outcome'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 1_200, 3_600, 14_400],
    registers: [],
  });
  private readonly begun = new WeakMap<Step, number>();

  get metrics(): readonly Histogram[] {
    return [this.store, this.others];
  }

  begin(step: Step): void {
    this.begun.set(step, performance.now());
  }

  end(step: Step): void {
    const begun = this.begun.get(step);
    if (begun === undefined) return;
    const seconds = (performance.now() - begun) / 1_000;
    const { kind, outcome = 'ok' } = step;
    if (kind === 'store') this.store.observe({ outcome }, seconds);
    else this.others.observe({ kind, outcome }, seconds);
  }
}
