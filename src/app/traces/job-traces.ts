import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import { onRequestNews } from '../../platform/telemetry/requests.js';
import { onRunNews } from '../../platform/telemetry/runs.js';
import { onSteps } from '../../platform/telemetry/steps.js';
import { within } from '../health/within.js';
import { type OpenTracer, openTracer } from './open-tracer.js';
import { RequestSpans } from './request-spans.js';
import { RunSpans } from './run-spans.js';

/** How long the end of the server waits for the last spans to be taken, in milliseconds. */
const LAST_SPANS_MS = 3_000;

/** Writes traces while the server runs, if there is somebody to send them to. */
@Injectable()
export class JobTraces implements OnModuleInit, OnApplicationShutdown {
  private open: OpenTracer | null = null;
  private stops: readonly (() => void)[] = [];

  constructor(
    private readonly env: Env,
    private readonly node: NodeIdentity,
  ) {}

  async onModuleInit(): Promise<void> {
    this.open = await openTracer(this.env, this.node.id);
    if (this.open === null) return;
    const requests = new RequestSpans(this.open);
    const runs = new RunSpans(this.open);
    this.stops = [
      onRequestNews((news) => requests.hear(news)),
      onRunNews((news) => runs.hear(news)),
      onSteps(
        (step) => runs.begin(step),
        (step) => runs.end(step),
      ),
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    for (const stop of this.stops) stop();
    if (this.open) await within(LAST_SPANS_MS, this.open.close(), undefined);
  }
}
