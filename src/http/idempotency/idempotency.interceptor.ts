import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type CallHandler,
  type ExecutionContext,
  HttpException,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { callerOf, SECRET_HOLDER } from '../access/caller.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import type { Json } from '../../platform/store/database.types.js';
import { IdempotencyRepository, type Reservation } from './idempotency.repository.js';
import { RESERVED_ID } from './reserved-id.js';

/** How long a repeated request waits for the answer to the first one, in milliseconds. */
const PENDING_WAIT_MS = 10_000;
const PENDING_POLL_MS = 50;

type KeyedRequest = Request & { [RESERVED_ID]?: string };

/** Answers a repeated request with the first response, and makes sure that its work is done once. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(
    private readonly keys: IdempotencyRepository,
    private readonly redactor: Redactor,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<KeyedRequest>();
    const key = keyOf(request);
    return key === null ? next.handle() : from(this.once(key, request, http.getResponse<Response>(), next));
  }

  private async once(key: string, request: KeyedRequest, response: Response, next: CallHandler): Promise<unknown> {
    const reservation = await this.reserve(key, hashOf(request));
    if (reservation.outcome === 'replay') {
      response.status(reservation.status).setHeader('Idempotency-Replayed', 'true');
      return reservation.body;
    }
    if (reservation.outcome === 'mismatch') {
      throw new DomainError(
        'reused_key',
        'idempotency_key_reused',
        'This Idempotency-Key was used within the last 24 hours with another request',
      );
    }
    if (reservation.outcome === 'pending') {
      throw new DomainError(
        'unavailable',
        'request_in_progress',
        'The first request with this Idempotency-Key is still in progress',
      );
    }
    request[RESERVED_ID] = reservation.resourceId;
    return this.work(key, response, next);
  }

  private async work(key: string, response: Response, next: CallHandler): Promise<unknown> {
    try {
      const body: unknown = await lastValueFrom(next.handle());
      await this.keys.storeAnswer(key, response.statusCode, this.redactor.redactJson(body as Json));
      return body;
    } catch (refusal) {
      await (createdNothing(refusal) ? this.keys.forget(key) : this.keys.unlock(key)).catch((error: unknown) =>
        this.logger.warn(`an idempotency key cannot be unlocked: ${String(error)}`),
      );
      throw refusal;
    }
  }

  private async reserve(key: string, hash: string): Promise<Reservation> {
    const deadline = Date.now() + PENDING_WAIT_MS;
    for (;;) {
      const reservation = await this.keys.reserve(key, hash, randomUUID());
      if (reservation.outcome !== 'pending' || Date.now() > deadline) return reservation;
      await delay(PENDING_POLL_MS);
    }
  }
}

/** Refusals come before the row is created; any other error may have come after it. */
function createdNothing(thrown: unknown): boolean {
  return thrown instanceof HttpException || (thrown instanceof DomainError && thrown.kind !== 'unavailable');
}

/**
 * With the caller in front: what one caller has sent is never answered to another. null: no header.
 * @throws DomainError when the header is not a usable key.
 */
function keyOf(request: Request): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(header)) {
    throw DomainError.invalid('Idempotency-Key', 'Idempotency-Key must be 1 to 255 printable characters');
  }
  return `${callerOf(request)?.keyId ?? SECRET_HOLDER}:${header}`;
}

/** The same key on another route or with another body is another request. */
function hashOf(request: Request): string {
  const body: unknown = request.body;
  return createHash('sha256')
    .update(JSON.stringify([request.method, request.path, body ?? null]))
    .digest('hex');
}
