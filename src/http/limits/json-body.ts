import type { IncomingMessage } from 'node:http';
import { UnsupportedMediaTypeException } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { callerOf } from '../access/caller.js';
import { boundLargeBodies, isLargeBody } from './large-bodies.js';
import { isReadRaw } from './raw-bodies.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { unknownField } from '../validation/request-validation.js';

/** Largest accepted body. */
const BODY_LIMIT = '2mb';
/** The same where files may come with it: 10 MB in base64, and what else there is to say. */
const LARGE_BODY_LIMIT = '15mb';
/** No body of this API is nested deeper than four levels. The bound protects code that walks bodies recursively. */
const MAX_DEPTH = 32;
/** Not fields of this API. Code that copies objects skips these names, so validation would never report them as unknown. */
const ODD_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads JSON bodies of known callers. Callers without a valid token are refused before their body is read. */
export function readJsonBodies(app: NestExpressApplication): void {
  app.use(refuseOtherTypes);
  app.use(boundLargeBodies());
  app.useBodyParser('json', { limit: LARGE_BODY_LIMIT, strict: true, type: isLarge });
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true, type: isToBeRead });
  app.use(refuseOddBodies);
}

function isLarge(message: IncomingMessage): boolean {
  return !isReadRaw(message as Request) && isLargeBody(message as Request) && isJson(message);
}

function isToBeRead(message: IncomingMessage): boolean {
  return callerOf(message as Request) !== null && !isReadRaw(message as Request) && isJson(message);
}

function isJson(message: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(message.headers['content-type'] ?? '');
}

/** Whether a body comes with the request, read or not. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function refuseOtherTypes(request: Request, _: Response, next: NextFunction): void {
  const isRefused = hasBody(request) && callerOf(request) !== null && !isReadRaw(request) && !isJson(request);
  next(isRefused ? new UnsupportedMediaTypeException('The body must be sent as application/json') : undefined);
}

function refuseOddBodies(request: Request, _: Response, next: NextFunction): void {
  next(problemOf(request.body) ?? undefined);
}

function problemOf(body: unknown): DomainError | null {
  if (Array.isArray(body)) return DomainError.invalid('body', 'The body must be a JSON object, not a list');
  let level = [body].filter(isObject);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return DomainError.invalid('body', `The body is nested deeper than ${MAX_DEPTH} levels`);
    const odd = level.flatMap((one) => Object.keys(one)).find((name) => ODD_NAMES.has(name));
    if (odd !== undefined) return DomainError.ofDetails([unknownField(odd)]);
    level = level.flatMap((one) => Object.values(one)).filter(isObject);
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
