import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { onBehalfOf } from '../../platform/requests/current-request.js';
import { tellOfRequest, type TracedRequest } from '../../platform/telemetry/requests.js';
import { tracePartsOf } from '../../platform/telemetry/trace-context.js';

export const REQUEST_ID = 'X-Request-Id';
/** Methods that create nothing. */
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Printable characters without spaces. */
const ACCEPTED = /^[!-~]{1,128}$/;

/** Gives each request an id, its own if it brings one, and answers it. Must come before everything that may answer. */
export function identifyRequests(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && ACCEPTED.test(given) ? given : randomUUID();
  response.setHeader(REQUEST_ID, id);
  onBehalfOf(id, next, READS.has(request.method) ? null : traced(request, response));
}

/** What it creates belongs to the trace of its caller, if it has one. */
function traced(request: Request, response: Response): TracedRequest {
  const { method } = request;
  const { traceparent } = request.headers;
  const told: TracedRequest = { method, traceparent: tracePartsOf(traceparent) === null ? null : String(traceparent) };
  tellOfRequest({ what: 'began', request: told });
  response.once('close', () => {
    const route = (request.route as { readonly path?: unknown } | undefined)?.path;
    const path = typeof route === 'string' ? route : null;
    tellOfRequest({ what: 'ended', request: told, route: path, status: response.statusCode });
  });
  return told;
}

/** As answered. */
export function requestIdOf(response: Response): string {
  return String(response.getHeader(REQUEST_ID));
}

/** Handler parameter: the id of the request. */
export const RequestId = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  requestIdOf(context.switchToHttp().getResponse<Response>()),
);
