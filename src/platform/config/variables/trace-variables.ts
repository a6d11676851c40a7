import { IsOptional } from 'class-validator';
import { Secret } from './declaration.js';
import { Flag, HttpUrl, Text } from '../forms/forms.js';

/** Traces: where spans go, see [monitoring](monitoring.md#traces). The names, and others like them, are OpenTelemetry's own. */
export class TraceVariables {
  /** Where spans are sent, as OTLP over HTTP; `/v1/traces` is added. Unset, together with the next one: there are no traces. */
  @IsOptional()
  @HttpUrl()
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string | null = null;

  /** The same as a whole URL. */
  @IsOptional()
  @HttpUrl()
  readonly OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: string | null = null;

  /** Headers of what is sent there: `name=value`, separated by commas, with values as in URLs. */
  @IsOptional()
  @Secret('pairs')
  @Text('name=value, separated by commas')
  readonly OTEL_EXPORTER_OTLP_HEADERS: string | null = null;

  /** What the server is called in traces. */
  @Text()
  readonly OTEL_SERVICE_NAME: string = 'claude-code-orchestrator';

  /** Whether there are no traces, whatever else is set. */
  @Flag()
  readonly OTEL_SDK_DISABLED: boolean = false;
}
