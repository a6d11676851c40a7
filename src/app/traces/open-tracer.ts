import { Logger } from '@nestjs/common';
import type { Tracer } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Env } from '../../platform/config/env.js';
import { packageVersion } from '../../platform/identity/package-version.js';

/** OpenTelemetry's interface, loaded. */
export type Otel = typeof import('@opentelemetry/api');

export interface OpenTracer {
  readonly otel: Otel;
  readonly tracer: Tracer;
  /** Sends what is left. */
  close(): Promise<void>;
}

const MISSING =
  'There are no traces: the packages of OpenTelemetry are not installed. Install the optional dependencies of this server';

/** null: the variables ask for no traces, or the packages are not there, which the log says. */
export async function openTracer(env: Env, nodeId: string): Promise<OpenTracer | null> {
  const isWanted = env.OTEL_EXPORTER_OTLP_ENDPOINT !== null || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT !== null;
  if (!isWanted || env.OTEL_SDK_DISABLED) return null;
  try {
    return await load(env, nodeId);
  } catch (error) {
    new Logger('Traces').warn(`${MISSING} (${String(error)})`);
    return null;
  }
}

async function load(env: Env, nodeId: string): Promise<OpenTracer> {
  const otel = await import('@opentelemetry/api');
  const sdk = await import('@opentelemetry/sdk-trace-base');
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } =
    await import('@opentelemetry/resources');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const own = resourceFromAttributes({
    'service.name': env.OTEL_SERVICE_NAME,
    'service.version': packageVersion(),
    'service.instance.id': nodeId,
  });
  const headers = headersIn(env.OTEL_EXPORTER_OTLP_HEADERS ?? '');
  const provider = new sdk.BasicTracerProvider({
    resource: defaultResource()
      .merge(own)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new sdk.BatchSpanProcessor(complaining(new OTLPTraceExporter({ headers })))],
  });
  return { otel, tracer: provider.getTracer('claude-code-orchestrator'), close: () => provider.shutdown() };
}

/** The library reads the variable only from the environment, not from the file that may stand for it. */
function headersIn(text: string): Record<string, string> {
  const pairs = text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at < 1 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Says once when spans begin to be lost: OpenTelemetry itself is silent. */
function complaining(exporter: SpanExporter): SpanExporter {
  const logger = new Logger('Traces');
  let isFailing = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const fails = result.error !== undefined;
        if (fails && !isFailing) logger.warn(`spans are lost: ${result.error?.message ?? 'they are not taken'}`);
        isFailing = fails;
        done(result);
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
