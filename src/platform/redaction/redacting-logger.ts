import { inspect } from 'node:util';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import type { LogVariables } from '../config/variables/log-variables.js';
import { JsonLines, type LogRecord } from '../logs/json-lines.js';
import { currentJob, currentRequestId } from '../requests/current-request.js';
import type { JobRedactors } from './job-redactors.js';
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

/** What is written at each level, as Nest calls it. */
const WRITTEN: Readonly<Record<LogVariables['LOG_LEVEL'], LogLevel[]>> = {
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};

/** How lines about a job begin. */
const ABOUT_JOB = /^job ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}): /;

export interface LogOptions {
  readonly level: LogVariables['LOG_LEVEL'];
  /** null: lines are for people. */
  readonly json: JsonLines | null;
  /** Of lines for people. */
  readonly colors: boolean;
}

/** The server's log: every entry passes the redactor, and names the request and the job that it is about. */
export class RedactingLogger extends ConsoleLogger {
  /** While the server boots, boot.ts reports a failure in one sentence, which the framework would repeat. */
  booting = true;
  private jobs: Pick<JobRedactors, 'of'> | null = null;
  private readonly json: JsonLines | null;

  constructor(
    private secrets: Redactor,
    { level, json, colors }: LogOptions,
  ) {
    super({ colors, logLevels: WRITTEN[level] });
    this.json = json;
  }

  /** From now on secrets are what these know, also those that they learn. */
  follow(redactor: Redactor, jobs: Pick<JobRedactors, 'of'>): void {
    this.secrets = redactor;
    this.jobs = jobs;
  }

  protected override printMessages(
    messages: unknown[],
    context?: string,
    logLevel: LogLevel = 'log',
    writeStreamType?: 'stdout' | 'stderr',
    errorStack?: unknown,
  ): void {
    if (WIRING.has(context ?? '') && (logLevel === 'log' || this.booting)) return;
    if (this.json) {
      for (const message of messages) this.json.write(logLevel, this.recordOf(message, context, errorStack));
      return;
    }
    super.printMessages(
      messages.map((message) => this.clean(withRequest(message))),
      context,
      logLevel,
      writeStreamType,
      this.clean(errorStack),
    );
  }

  protected override printStackTrace(stack: string | undefined): void {
    if (stack !== undefined && !this.booting && !this.json) super.printStackTrace(this.withoutSecrets(stack));
  }

  private recordOf(message: unknown, context: string | undefined, stack: unknown): LogRecord {
    const msg = textOf(message);
    const about = whatIsAbout(msg);
    const redactor = this.redactorOf(about.job);
    const record = { context, ...about, msg, stack: this.booting ? undefined : stack };
    // Before they are JSON: a secret is found in every form in texts as they are.
    return Object.fromEntries(
      Object.entries(record).map(([name, value]) => [
        name,
        value === undefined ? value : redactor.redact(textOf(value)),
      ]),
    ) as unknown as LogRecord;
  }

  /** Formats objects here: the framework would format them later, past the redactor. */
  private clean(value: unknown): unknown {
    return value === undefined ? value : this.withoutSecrets(textOf(value));
  }

  private withoutSecrets(text: string): string {
    return this.redactorOf(whatIsAbout(text).job).redact(text);
  }

  /** What a job was given is secret, too. */
  private redactorOf(jobId: string | undefined): Redactor {
    return jobId === undefined || this.jobs === null ? this.secrets : this.jobs.of(jobId);
  }
}

function whatIsAbout(text: string): Readonly<Record<'job' | 'client' | 'request', string | undefined>> {
  const job = currentJob();
  return {
    job: ABOUT_JOB.exec(text)?.[1] ?? job?.id,
    client: job?.client_id ?? undefined,
    // The request that is served, or else the one to which the job is owed.
    request: currentRequestId() ?? job?.request_id ?? undefined,
  };
}

/** Objects as JSON, in which every form of a secret is known; `inspect` quotes in ways of its own. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return inspect(value);
  try {
    return JSON.stringify(value) ?? inspect(value);
  } catch {
    return inspect(value);
  }
}

function withRequest(message: unknown): unknown {
  const id = currentRequestId();
  return id === null || typeof message !== 'string' ? message : `${message} (request ${id})`;
}
