import type { NextFunction, Request, Response } from 'express';
import type { Shutdown } from '../common/shutdown.js';
import type { ErrorBody } from './error-body.js';

const REFUSAL: ErrorBody = { error: 'The server is stopping and takes no new requests', code: 'shutting_down' };

/** From the first word of a stop every request is refused, on kept connections too, which are closed by it. */
export function refuseWhileStopping({ begun }: Shutdown) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (begun.aborted) response.status(503).set('Connection', 'close').json(REFUSAL);
    else next();
  };
}
