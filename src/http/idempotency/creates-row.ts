import { randomUUID } from 'node:crypto';
import { applyDecorators, createParamDecorator, type ExecutionContext, UseInterceptors } from '@nestjs/common';
import type { Request } from 'express';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { giveId } from './reserved-id.js';

/** A route that creates a row and honours `Idempotency-Key`. Its handler takes the row's id from {@link NewRowId}. */
export function CreatesRow(): MethodDecorator {
  return applyDecorators(UseInterceptors(IdempotencyInterceptor));
}

/** The id for the row to create: the one reserved with the key, so that a repeated request finds its own row. */
export const NewRowId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  return giveId(context.switchToHttp().getRequest<Request>(), randomUUID());
});
