import type { NextFunction, Request, Response } from 'express';

/**
 * Express sends a whole answer to a request with `Cache-Control: no-cache`, and `fetch` adds that header to every request with an
 * `If-None-Match`. No answer here comes from a cache, so there is nothing to go around.
 */
export function answerConditionally(request: Request, _: Response, next: NextFunction): void {
  delete request.headers['cache-control'];
  next();
}
