import type { NextFunction, Request, Response } from 'express';
import type { Shutdown } from '../../platform/shutdown/shutdown.js';
import type { ErrorBody } from '../errors/error-body.js';

const REFUSAL: ErrorBody = { error: 'The server is stopping and accepts no new requests', code: 'shutting_down' };

/** Refuses every request once a stop has begun, and closes kept-alive connections with it. */
export function refuseWhileStopping({ begun }: Shutdown) {
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (begun.aborted) response.status(503).set({ Connection: 'close', 'Retry-After': '5' }).json(REFUSAL);
    else next();
  };
}
