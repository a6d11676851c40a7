import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Injectable,
  Logger,
  MethodNotAllowedException,
  NotFoundException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { AllowedMethods } from '../methods/allowed-methods.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { rateLeft } from '../limits/rate-fields.js';
import { RateLimited } from '../../platform/errors/rate-limited.js';
import { type ErrorBody, toErrorBody } from './error-body.js';
import { Redactor } from '../../platform/redaction/redactor.js';

/** After which a request that could not be served now may be repeated. */
const RETRY_AFTER_SECONDS = 5;

/** The one place where a thrown value becomes an HTTP response: `{ "error": string, "code": string }`. */
@Catch()
@Injectable()
export class ErrorBodyFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorBodyFilter.name);

  constructor(
    private readonly redactor: Redactor,
    private readonly allowed: AllowedMethods,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    if (thrown instanceof NotFoundException && request.route === undefined)
      this.answerWithoutRoute(request, http.getResponse(), thrown);
    else this.answer(thrown, http.getResponse());
  }

  /** The path may have routes for other methods. */
  private answerWithoutRoute({ method, path }: Request, response: Response, thrown: NotFoundException): void {
    const methods = this.allowed.of(path);
    if (methods.length > 0) response.setHeader('Allow', methods.join(', '));
    if (methods.length > 0 && method === 'OPTIONS') response.status(204).end();
    else
      this.answer(
        methods.length > 0 ? new MethodNotAllowedException(`${path} takes ${methods.join(', ')}`) : thrown,
        response,
      );
  }

  private answer(thrown: unknown, response: Response): void {
    const { status, body } = toErrorBody(thrown);
    // A DomainError is a refusal of ours, not a fault.
    const isFault = status >= 500 && !(thrown instanceof DomainError);
    if (isFault) this.logger.error(body.error, thrown instanceof Error ? thrown.stack : String(thrown));
    // A stream that has begun cannot become an error response any more.
    if (response.headersSent) response.end();
    else this.refuse(response, status, body, thrown);
  }

  private refuse(response: Response, status: number, body: ErrorBody, thrown: unknown): void {
    if (thrown instanceof RateLimited) {
      response.setHeader('Retry-After', thrown.retryAfter);
      response.setHeader('RateLimit', rateLeft(thrown.limit, 0, thrown.retryAfter));
    }
    if (status === 503 && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
    // What is quoted of the request may hold a secret, also in the details; programs compare the code.
    response.status(status).json({ ...this.redactor.redactJson(body), code: body.code });
  }
}
