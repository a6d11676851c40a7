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

/** Reads JSON bodies of known callers. Whoever has no valid token is refused without his body being read. */
export function readJsonBodies(app: NestExpressApplication): void {
  app.use(refuseOtherTypes);
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true, type: isToBeRead });
  app.use(refuseDeepBodies);
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

function refuseDeepBodies(request: Request, _: Response, next: NextFunction): void {
  const isDeep = isDeeperThan(MAX_DEPTH, request.body);
  next(isDeep ? DomainError.invalid('body', `The body is nested deeper than ${MAX_DEPTH} levels`) : undefined);
}

function isDeeperThan(depth: number, value: unknown): boolean {
  let level = [value];
  for (let reached = 0; level.length > 0; reached += 1) {
    if (reached > depth) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    level = level.filter((one) => typeof one === 'object' && one !== null);
  }
  return false;
}
