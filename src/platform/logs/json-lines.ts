import type { LogLevel } from '@nestjs/common';
import { destination, type DestinationStream, type Level, type Logger, pino, stdTimeFunctions } from 'pino';

/** Nest's names of levels, as others know them. */
const LEVELS: Readonly<Record<LogLevel, Level>> = {
  fatal: 'fatal',
  error: 'error',
  warn: 'warn',
  log: 'info',
  debug: 'debug',
  verbose: 'trace',
};

/** In bytes: what waits while nobody reads the output. Lines beyond that are dropped: the server must not die of its log. */
const MOST_WAITING = 16 * 1024 * 1024;

/** A line without what every line has: its level and its time. Nothing in it is secret any more. */
export interface LogRecord {
  readonly msg: string;
  readonly [field: string]: string | undefined;
}

/** Writes lines of JSON to the standard output without waiting for whoever reads it. What waits is written before the process ends. */
export class JsonLines {
  private readonly lines: Logger;

  constructor(to: DestinationStream = destination({ dest: 1, sync: false, maxLength: MOST_WAITING })) {
    const options = { level: 'trace', timestamp: stdTimeFunctions.isoTime, base: null } as const;
    this.lines = pino({ ...options, formatters: { level: (level) => ({ level }) } }, to);
  }

  write(level: LogLevel, { msg, ...fields }: LogRecord): void {
    this.lines[LEVELS[level]](fields, msg);
  }
}
