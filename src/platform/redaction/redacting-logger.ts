import { inspect } from 'node:util';
import { ConsoleLogger, type ConsoleLoggerOptions, type LogLevel } from '@nestjs/common';
import { currentRequestId } from '../requests/current-request.js';
import type { Redactor } from './redactor.js';

/** Contexts in which Nest logs its own wiring, which is of no use to operators. */
const WIRING = new Set([
  'ExceptionHandler',
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** The server's log: every entry passes the redactor, and names the request that it is about. */
export class RedactingLogger extends ConsoleLogger {
  /** While the server boots, boot.ts reports a failure in one sentence, which the framework would repeat. */
  booting = true;

  constructor(
    private secrets: Redactor,
    options: ConsoleLoggerOptions,
  ) {
    super(options);
  }

  /** From now on secrets are what this one knows, also those that it learns. */
  follow(redactor: Redactor): void {
    this.secrets = redactor;
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
      messages.map((message) => this.clean(withRequest(message))),
      context,
      logLevel,
      writeStreamType,
      this.clean(errorStack),
    );
  }

  protected override printStackTrace(stack: string | undefined): void {
    if (stack !== undefined && !this.booting) super.printStackTrace(this.secrets.redact(stack));
  }

  /** Formats objects here: the framework would format them later, past the redactor. */
  private clean(value: unknown): unknown {
    if (value === undefined) return value;
    return this.secrets.redact(typeof value === 'string' ? value : inspect(value));
  }
}

function withRequest(message: unknown): unknown {
  const id = currentRequestId();
  return id === null || typeof message !== 'string' ? message : `${message} (request ${id})`;
}
