import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError } from '../common/domain-error.js';
import { toErrorBody } from './error-body.js';
import { Redactor } from '../common/redactor.js';

/** The one place where a thrown value becomes an HTTP response: `{ "error": string, "code": string }`. */
@Catch()
@Injectable()
export class ErrorBodyFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorBodyFilter.name);

  constructor(private readonly redactor: Redactor) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const { status, body } = toErrorBody(thrown);
    // A refusal that we put in words ourselves is no fault.
    const isFault = status >= 500 && !(thrown instanceof DomainError);
    if (isFault) this.logger.error(body.error, thrown instanceof Error ? thrown.stack : String(thrown));
    const response = host.switchToHttp().getResponse<Response>();
    // A stream that has begun cannot become an error answer any more.
    if (response.headersSent) response.end();
    else response.status(status).json({ ...body, error: this.redactor.redact(body.error) });
  }
}
