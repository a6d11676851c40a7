/**
 * Traces of jobs for OpenTelemetry: from the request through the claim to phases, git, GitHub and Claude. Only where the standard
 * OTEL_… variables say where they go; the packages are loaded then, and not before.
 * Rooms tell what they do through platform/telemetry. No other room enters.
 */
import { Module } from '@nestjs/common';
import { JobTraces } from './job-traces.js';

@Module({ providers: [JobTraces] })
export class TracesModule {}
