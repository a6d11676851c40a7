import { IsOptional } from 'class-validator';
import { OneOf } from '../forms/forms.js';

/** Log: what the server writes to its standard output, see [monitoring](monitoring.md#the-log). */
export class LogVariables {
  /** How lines are written: as JSON, or for people. Unset: `pretty` on a terminal, else `json`. */
  @IsOptional()
  @OneOf('json', 'pretty')
  readonly LOG_FORMAT: 'json' | 'pretty' | null = null;

  /** The least important lines that are written. */
  @OneOf('error', 'warn', 'info', 'debug')
  readonly LOG_LEVEL: 'error' | 'warn' | 'info' | 'debug' = 'info';
}
