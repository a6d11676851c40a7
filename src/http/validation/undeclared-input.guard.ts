import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Request } from 'express';
import { DomainError, type ErrorDetail } from '../../platform/errors/domain-error.js';
import { hasBody } from '../limits/json-body.js';
import { unknownField, unknownParameter } from './request-validation.js';

/**
 * Refuses what a route cannot know because it declares no `@Body` or no `@Query`: nobody is to believe that it had an
 * effect. An empty object is no body. What a route declares is checked by its class.
 */
@Injectable()
export class UndeclaredInputGuard implements CanActivate {
  /** @throws DomainError `invalid`, with all unknown fields. */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const declared = declaredBy(context);
    const problems = [
      ...(declared.has(RouteParamtypes.BODY) ? [] : problemsOfBody(request)),
      ...(declared.has(RouteParamtypes.QUERY) ? [] : Object.keys(request.query).map(unknownParameter)),
    ];
    if (problems.length > 0) throw DomainError.ofDetails(problems);
    return true;
  }
}

/** Kinds of the parameters that a handler takes from the request. */
function declaredBy(context: ExecutionContext): ReadonlySet<number> {
  const args: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
  // Each is declared under a key such as `3:0`: its kind and its place.
  return new Set(Object.keys(args ?? {}).map((key) => Number(key.split(':')[0])));
}

function problemsOfBody(request: Request): ErrorDetail[] {
  const body: unknown = request.body;
  if (typeof body === 'object' && body !== null) return Object.keys(body).map(unknownField);
  // The body of a caller without a valid token, on an open route, was not read.
  return hasBody(request) ? [{ field: 'body', message: 'This route takes no body' }] : [];
}
