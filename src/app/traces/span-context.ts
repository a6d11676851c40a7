import type { Context } from '@opentelemetry/api';
import { tracePartsOf } from '../../platform/telemetry/trace-context.js';
import type { Otel } from './open-tracer.js';

/** What belongs to a span of another process. null: to none. */
export function contextOf(otel: Otel, traceparent: string | null): Context {
  const parts = tracePartsOf(traceparent);
  return parts === null
    ? otel.ROOT_CONTEXT
    : otel.trace.setSpanContext(otel.ROOT_CONTEXT, { ...parts, isRemote: true });
}
