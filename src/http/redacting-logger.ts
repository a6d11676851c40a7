import { inspect } from 'node:util';
import { ConsoleLogger, type ConsoleLoggerOptions, type LogLevel } from '@nestjs/common';
import type { Redactor } from '../common/redactor.js';

/** Nest's own account of how it puts itself together: of use to nobody who runs the server. */
const WIRING = new Set([
  'ExceptionHandler',
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** The server's log: what is written has passed the redactor, whoever logged it. */
export class RedactingLogger extends ConsoleLogger {
  /** While the server boots, whoever started it is told in a sentence what failed; the framework's own words would repeat it. */
  booting = true;

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
    if (WIRING.has(context ?? '') && (logLevel === 'log' || this.booting)) return;
    super.printMessages(
      messages.map((message) => this.clean(message)),
      context,
      logLevel,
      writeStreamType,
      this.clean(errorStack),
    );
  }

  protected override printStackTrace(stack: string | undefined): void {
    if (stack !== undefined && !this.booting) super.printStackTrace(this.secrets.redact(stack));
  }

  /** An object is put into words here: what the framework makes of it later would pass no redactor. */
  private clean(value: unknown): unknown {
    if (value === undefined) return value;
    return this.secrets.redact(typeof value === 'string' ? value : inspect(value));
  }
}
