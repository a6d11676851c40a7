import { BadRequestException, HttpException, MethodNotAllowedException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Characters of path and query. Node's parser limits all headers together to 16 KiB. */
const MAX_URL = 8_192;
const MAX_HEADERS = 100;

/** Refuses requests that no caller of an API needs, before any work is done for them. */
export function limitRequests(request: Request, response: Response, next: NextFunction): void {
  const refusal = refusalOf(request);
  if (refusal === null) {
    next();
    return;
  }
  response.setHeader('Connection', 'close');
  if (refusal.getStatus() === 405) response.setHeader('Allow', METHODS.join(', '));
  next(refusal);
}

function refusalOf(request: Request): HttpException | null {
  if (!METHODS.includes(request.method)) return new MethodNotAllowedException('This method is not supported');
  if (request.url.length > MAX_URL) return new HttpException(`The URL is longer than ${MAX_URL} characters`, 414);
  if (request.rawHeaders.length > 2 * MAX_HEADERS) {
    return new HttpException(`The request has more than ${MAX_HEADERS} headers`, 431);
  }
  if (request.httpVersion === '1.1' && request.headers.host === undefined) {
    return new BadRequestException('The request has no Host header');
  }
  return null;
}
