import type { Span } from '@opentelemetry/api';
import type { RequestNews, TracedRequest } from '../../platform/telemetry/requests.js';
import { traceparentOf } from '../../platform/telemetry/trace-context.js';
import type { OpenTracer } from './open-tracer.js';
import { contextOf } from './span-context.js';

/** Whoever may not come in writes no spans. */
const REFUSED = new Set([401, 403, 429]);
/** Statuses from here on are faults of the server. */
const FAULT = 500;

/** A span for each request that may change something: what it creates belongs to it, on whichever server. */
export class RequestSpans {
  private readonly spans = new WeakMap<TracedRequest, Span>();

  constructor(private readonly open: OpenTracer) {}

  hear(news: RequestNews): void {
    const { otel, tracer } = this.open;
    const { request } = news;
    if (news.what === 'began') {
      const options = { kind: otel.SpanKind.SERVER };
      const span = tracer.startSpan(request.method, options, contextOf(otel, request.traceparent));
      request.traceparent = traceparentOf(span.spanContext());
      this.spans.set(request, span);
      return;
    }
    const span = this.spans.get(request);
    if (!span || REFUSED.has(news.status) || news.route === null) return;
    span.updateName(`${request.method} ${news.route}`);
    span.setAttributes({
      'http.request.method': request.method,
      'http.route': news.route,
      'http.response.status_code': news.status,
    });
    if (news.status >= FAULT) span.setStatus({ code: otel.SpanStatusCode.ERROR });
    span.end();
  }
}
