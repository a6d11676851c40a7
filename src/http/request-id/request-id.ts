import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { onBehalfOf } from '../../platform/requests/current-request.js';

export const REQUEST_ID = 'X-Request-Id';
/** Printable characters without spaces. */
const ACCEPTED = /^[!-~]{1,128}$/;

/** Gives each request an id, its own if it brings one, and answers it. Must come before everything that may answer. */
export function identifyRequests(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && ACCEPTED.test(given) ? given : randomUUID();
  response.setHeader(REQUEST_ID, id);
  onBehalfOf(id, next);
}

/** As answered. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader(REQUEST_ID));
}

/** Handler parameter: the id of the request. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  requestIdOf(context.switchToHttp().getResponse<Response>()),
);
