import type { Context, Span } from '@opentelemetry/api';
import { currentJob } from '../../platform/requests/current-request.js';
import type { RunEnd, RunNews, RunOfJob } from '../../platform/telemetry/runs.js';
import type { Step } from '../../platform/telemetry/steps.js';
import type { OpenTracer } from './open-tracer.js';
import { contextOf } from './span-context.js';

/** How a step ends that did what it should. */
const GOOD: ReadonlySet<string> = new Set(['ok', 'delivered']);

interface Current {
  readonly run: RunOfJob;
  readonly span: Span;
  phase: Span;
}

/**
 * The spans of runs. Each run of a job hangs on the request that created it, whichever server has it and however often it was
 * interrupted: one job is one trace. Within are its phases, and within these git, GitHub and Claude.
 */
export class RunSpans {
  private readonly current = new Map<string, Current>();
  private readonly steps = new WeakMap<Step, Span>();

  constructor(private readonly open: OpenTracer) {}

  hear(news: RunNews): void {
    if (news.what === 'began') this.enterRun(news.run);
    else if (news.what === 'ended') this.leaveRun(news.run, news.end);
    else this.enterPhase(news.jobId, news.phase);
  }

  /** Only what is done for a job has a span; calls of the store would be too many. */
  begin(step: Step): void {
    const current = this.current.get(currentJob()?.id ?? '');
    if (!current || step.kind === 'store') return;
    const name = step.kind === 'claude' ? 'claude' : `${step.kind} ${step.name}`;
    this.steps.set(step, this.open.tracer.startSpan(name, {}, this.inside(current.phase)));
  }

  end(step: Step): void {
    const span = this.steps.get(step);
    if (!span) return;
    const { outcome = 'ok' } = step;
    span.setAttribute('orchestrator.outcome', outcome);
    if (!GOOD.has(outcome)) span.setStatus({ code: this.open.otel.SpanStatusCode.ERROR });
    span.end();
  }

  private enterRun(run: RunOfJob): void {
    const { otel, tracer } = this.open;
    const parent = contextOf(otel, run.traceparent);
    const attributes = {
      'orchestrator.job.id': run.jobId,
      'orchestrator.job.type': run.jobType,
      'orchestrator.job.attempt': run.attempt,
    };
    if (run.waitedSeconds !== null) {
      const startTime = Date.now() - run.waitedSeconds * 1_000;
      tracer.startSpan('wait for a claim', { startTime, attributes }, parent).end();
    }
    const span = tracer.startSpan(`run ${run.jobType}`, { attributes }, parent);
    this.current.set(run.jobId, { run, span, phase: this.phaseIn(span, 'preparing') });
  }

  private enterPhase(jobId: string, phase: string): void {
    const current = this.current.get(jobId);
    if (!current) return;
    current.phase.end();
    current.phase = this.phaseIn(current.span, phase);
  }

  private leaveRun(run: RunOfJob, end: RunEnd): void {
    const current = this.current.get(run.jobId);
    // A later run of the job may have begun.
    if (current?.run !== run) return;
    this.current.delete(run.jobId);
    current.phase.end();
    current.span.setAttribute('orchestrator.run.end', end);
    if (end === 'failed') current.span.setStatus({ code: this.open.otel.SpanStatusCode.ERROR });
    current.span.end();
  }

  private phaseIn(run: Span, phase: string): Span {
    return this.open.tracer.startSpan(phase, {}, this.inside(run));
  }

  private inside(span: Span): Context {
    const { otel } = this.open;
    return otel.trace.setSpan(otel.ROOT_CONTEXT, span);
  }
}
