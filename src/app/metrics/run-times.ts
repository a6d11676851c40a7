import { Histogram } from 'prom-client';
import type { RunNews, RunOfJob } from '../../platform/telemetry/runs.js';

/** In seconds: from moments to a working day. */
const BUCKETS = [1, 5, 15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200, 14_400, 28_800];

interface Current {
  readonly run: RunOfJob;
  readonly begun: number;
  phase: string;
  entered: number;
}

/** How long runs and their phases take, and how long jobs waited for them. Each run is timed by the server that has it. */
export class RunTimes {
  private readonly waits = histogram('wait_seconds', 'How long jobs waited for their first run.', ['type']);
  private readonly runs = histogram('run_seconds', 'How long runs took, by type and end.', ['type', 'end']);
  private readonly phases = histogram('phase_seconds', 'How long phases of runs took.', ['type', 'phase']);
  private readonly current = new Map<string, Current>();

  get metrics(): readonly Histogram[] {
    return [this.waits, this.runs, this.phases];
  }

  hear(news: RunNews): void {
    const now = performance.now();
    if (news.what === 'began') this.begin(news.run, now);
    else if (news.what === 'ended') this.end(news.run, news.end, now);
    else this.enter(news.jobId, news.phase, now);
  }

  private begin(run: RunOfJob, now: number): void {
    this.current.set(run.jobId, { run, begun: now, phase: 'preparing', entered: now });
    if (run.waitedSeconds !== null) this.waits.observe({ type: run.jobType }, run.waitedSeconds);
  }

  private enter(jobId: string, phase: string, now: number): void {
    const current = this.current.get(jobId);
    if (!current) return;
    this.leavePhase(current, now);
    current.phase = phase;
    current.entered = now;
  }

  private end(run: RunOfJob, end: string, now: number): void {
    const current = this.current.get(run.jobId);
    // A later run of the job may have begun.
    if (current?.run !== run) return;
    this.current.delete(run.jobId);
    this.leavePhase(current, now);
    this.runs.observe({ type: run.jobType, end }, (now - current.begun) / 1_000);
  }

  private leavePhase({ run, phase, entered }: Current, now: number): void {
    this.phases.observe({ type: run.jobType, phase }, (now - entered) / 1_000);
  }
}

function histogram(name: string, help: string, labelNames: string[]): Histogram {
  return new Histogram({ name: `orchestrator_server_${name}`, help, labelNames, buckets: BUCKETS, registers: [] });
}
