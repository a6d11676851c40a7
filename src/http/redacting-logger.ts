import { ConsoleLogger, type ConsoleLoggerOptions, type LogLevel } from '@nestjs/common';
import type { Redactor } from '../common/redactor.js';

/** Nest's own account of how it puts itself together: of use to nobody who runs the server. */
const WIRING = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory', 'NestApplication']);

/** The server's log: what is written has passed the redactor, whoever logged it. */
export class RedactingLogger extends ConsoleLogger {
  constructor(
    private readonly secrets: Redactor,
    options: ConsoleLoggerOptions,
  ) {
    super(options);
  }

  protected override printMessages(
    messages: unknown[],
    context?: string,
    logLevel?: LogLevel,
    writeStreamType?: 'stdout' | 'stderr',
    errorStack?: unknown,
  ): void {
    if (logLevel === 'log' && WIRING.has(context ?? '')) return;
    super.printMessages(
      messages.map((message) => this.clean(message)),
      context,
      logLevel,
      writeStreamType,
      this.clean(errorStack),
    );
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(this.secrets.redact(stack));
  }

  private clean(value: unknown): unknown {
    return typeof value === 'string' ? this.secrets.redact(value) : value;
  }
}
