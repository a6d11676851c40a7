import type { IncomingMessage } from 'node:http';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { callerOf } from '../access/caller.js';
import { DomainError } from '../common/domain-error.js';

/** Largest accepted body. */
const BODY_LIMIT = '2mb';
/** No body of this API is nested deeper than four; what walks through a body does so by recursion. */
const MAX_DEPTH = 32;
/** No field of this API; what copies objects passes over them, so that nobody would call them unknown. */
const ODD_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads JSON bodies of known callers. Whoever has no valid token is refused without his body being read. */
export function readJsonBodies(app: NestExpressApplication): void {
  app.use(refuseOtherTypes);
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true, type: isToBeRead });
  app.use(refuseOddBodies);
}

function isToBeRead(message: IncomingMessage): boolean {
  return callerOf(message as Request) !== null && isJson(message);
}

function isJson(message: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(message.headers['content-type'] ?? '');
}

function refuseOtherTypes(request: Request, _: Response, next: NextFunction): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  const isRefused = hasBody && callerOf(request) !== null && !isJson(request);
  next(isRefused ? new UnsupportedMediaTypeException('The body must be sent as application/json') : undefined);
}

function refuseOddBodies(request: Request, _: Response, next: NextFunction): void {
  next(problemOf(request.body) ?? undefined);
}

function problemOf(body: unknown): DomainError | null {
  let level = [body].filter(isObject);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return DomainError.invalid('body', `The body is nested deeper than ${MAX_DEPTH} levels`);
    const odd = level.flatMap((one) => Object.keys(one)).find((name) => ODD_NAMES.has(name));
    if (odd !== undefined) return DomainError.invalid(odd, `Unknown field ${odd}`);
    level = level.flatMap((one) => Object.values(one)).filter(isObject);
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
