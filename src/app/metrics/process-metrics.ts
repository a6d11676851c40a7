import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, type Registry } from 'prom-client';
import { Env } from '../../platform/config/env.js';
import { OnJobEvent } from '../../platform/events/job-event-bus.js';
import type { JobMessage } from '../../platform/events/job-events.js';
import { packageVersion } from '../../platform/identity/package-version.js';
import { onRunNews } from '../../platform/telemetry/runs.js';
import { onSteps } from '../../platform/telemetry/steps.js';
import { ActiveRuns } from '../../queue/dispatching/active-runs.js';
import { Sandbox } from '../../sandbox/sandbox.js';
import { RunTimes } from './run-times.js';
import { StepTimes } from './step-times.js';
import { StoreNumbers } from './store-numbers.js';

/** What this process has done since its start, and is doing now. Several servers are added up. */
@Injectable()
export class ProcessMetrics implements OnModuleDestroy {
  private readonly lines = new Counter({
    name: 'orchestrator_server_lines_total',
    help: 'Messages of jobs: lines of Claude, and what the server and people say.',
    labelNames: ['type'],
    registers: [],
  });
  private readonly runs = new RunTimes();
  private readonly steps = new StepTimes();
  private readonly stops: readonly (() => void)[];

  constructor(
    private readonly env: Env,
    private readonly active: ActiveRuns,
    private readonly sandbox: Sandbox,
    private readonly numbers: StoreNumbers,
  ) {
    this.stops = [
      onRunNews((news) => this.runs.hear(news)),
      onSteps(
        (step) => this.steps.begin(step),
        (step) => this.steps.end(step),
      ),
    ];
  }

  @OnJobEvent('job.message')
  count({ type }: JobMessage): void {
    this.lines.inc({ type });
  }

  register(registry: Registry): void {
    collectDefaultMetrics({ register: registry });
    registry.registerMetric(this.lines);
    for (const metric of [...this.runs.metrics, ...this.steps.metrics]) registry.registerMetric(metric);
    const { active, sandbox, numbers } = this;
    const now = (name: string, help: string, value: () => number | null): void => gauge(registry, name, help, value);
    now('runs', 'Runs of jobs on this server.', () => active.size);
    now('slots', 'Runs that this server can have at the same time.', () => this.env.MAX_CONCURRENT_JOBS);
    now('processes', 'Programs of jobs that this server has started and that run.', () => sandbox.running);
    now('store_up', 'Whether the database answered when it was asked last: 1 or 0.', () => Number(numbers.isUp));
    now('store_numbers_age_seconds', 'How old the numbers are that the database counts.', () => numbers.ageSeconds);
    gauge(registry, 'info', 'Always 1.', () => 1, { version: packageVersion() });
  }

  onModuleDestroy(): void {
    for (const stop of this.stops) stop();
  }
}

/** null: there is no value now. */
function gauge(
  registry: Registry,
  name: string,
  help: string,
  value: () => number | null,
  labels: Readonly<Record<string, string>> = {},
): void {
  const metric = new Gauge({
    name: `orchestrator_server_${name}`,
    help,
    labelNames: Object.keys(labels),
    registers: [],
    collect() {
      const current = value();
      if (current === null) this.reset();
      else this.set(labels, current);
    },
  });
  registry.registerMetric(metric);
}
